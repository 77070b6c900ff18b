namespace AfterSales.Web.Forms;

/// <summary>A file of a refused submission, kept so that it need not be chosen again.</summary>
/// <param name="Token">Goes into the page and names the file when the form comes back; readable by this server only.</param>
public sealed record KeptFile(string Field, string FileName, long Length, string Token);
