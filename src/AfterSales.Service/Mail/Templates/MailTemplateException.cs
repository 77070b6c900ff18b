namespace AfterSales.Service.Mail.Templates;

/// <summary>A template is missing, malformed or names something its model does not have; the message says which and where.</summary>
public sealed class MailTemplateException(string message, Exception? cause = null) : Exception(message, cause);
