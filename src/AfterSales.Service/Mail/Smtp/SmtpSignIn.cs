using System.Text;

namespace AfterSales.Service.Mail.Smtp;

/// <summary>AUTH PLAIN (RFC 4616) where offered, else AUTH LOGIN, which many providers in China and Iran offer alone.</summary>
internal static class SmtpSignIn
{
    /// <summary>The server's last reply; nothing of it holds the password.</summary>
    public static async Task<SmtpReply> RunAsync(
        SmtpChannel channel, SmtpCapabilities capabilities, string userName, string password, CancellationToken cancellationToken)
    {
        if (capabilities.SignIn.Contains("PLAIN"))
            return await channel.CommandAsync("AUTH PLAIN " + Base64($"\0{userName}\0{password}"), cancellationToken);
        if (capabilities.SignIn.Contains("LOGIN"))
            return await LoginAsync(channel, userName, password, cancellationToken);
        throw new SmtpRefusedException(capabilities.SignIn.Count == 0
            ? "The mail server offers no sign-in, though an account is set."
            : $"The mail server offers only {string.Join(", ", capabilities.SignIn.Order())} for signing in; PLAIN or LOGIN is needed.");
    }

    private static async Task<SmtpReply> LoginAsync(SmtpChannel channel, string userName, string password, CancellationToken cancellationToken)
    {
        var reply = await channel.CommandAsync("AUTH LOGIN", cancellationToken);
        if (reply.WantsMore)
            reply = await channel.CommandAsync(Base64(userName), cancellationToken);
        return reply.WantsMore ? await channel.CommandAsync(Base64(password), cancellationToken) : reply;
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
