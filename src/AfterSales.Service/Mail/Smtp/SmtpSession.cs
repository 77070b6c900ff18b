using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using AfterSales.Service.Mail.Mime;

namespace AfterSales.Service.Mail.Smtp;

/// <summary>
/// One open connection to the mail server, greeted, protected and signed in, for one mail after another.
/// Not for several callers at the same time.
/// </summary>
internal sealed class SmtpSession : IAsyncDisposable
{
    private readonly SmtpSettings _settings;
    private readonly TcpClient _client;
    private SmtpChannel _channel;

    private SmtpSession(SmtpSettings settings, TcpClient client)
    {
        _settings = settings;
        _client = client;
        _channel = new SmtpChannel(client.GetStream(), settings.ReplyTimeout);
    }

    public SmtpCapabilities Capabilities { get; private set; } = SmtpCapabilities.None;

    /// <summary>False after anything that leaves the dialogue in doubt; such a connection is closed, not used again.</summary>
    public bool IsUsable { get; private set; } = true;

    /// <summary>When the last mail was done, by <see cref="Environment.TickCount64"/>.</summary>
    public long IdleSince { get; private set; } = Environment.TickCount64;

    /// <summary>Connects, protects and signs in.</summary>
    /// <exception cref="SmtpRefusedException">The server is reachable and does not let us in.</exception>
    /// <exception cref="IOException">The connection failed; also <see cref="SocketException"/> and <see cref="AuthenticationException"/>.</exception>
    public static async Task<SmtpSession> OpenAsync(SmtpSettings settings, ServerTrust trust, CancellationToken cancellationToken)
    {
        // Small commands one after another: Nagle's algorithm would cost 40 ms for each.
        var client = new TcpClient { NoDelay = true };
        SmtpSession? session = null;
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(settings.ConnectTimeout);
            try
            {
                await client.ConnectAsync(settings.Host, settings.EffectivePort, limit.Token);
                session = new SmtpSession(settings, client);
                await session.GreetAsync(trust, limit.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new IOException(string.Create(CultureInfo.InvariantCulture,
                    $"No connection to the mail server within {settings.ConnectTimeout.TotalSeconds:0.#} seconds."));
            }
            await session.SignInAsync(cancellationToken);
            return session;
        }
        catch
        {
            if (session is not null)
            {
                session.IsUsable = false;
                await session.DisposeAsync();
            }
            client.Dispose();
            throw;
        }
    }

    /// <summary>Hands over one mail. Leaves the connection ready for the next one, or <see cref="IsUsable"/> false.</summary>
    public async Task<MailDelivery> SendAsync(string from, string to, MimeMessage mail, CancellationToken cancellationToken)
    {
        if (Capabilities.LargestMail is { } largest && mail.Content.Length > largest)
            return MailDelivery.Refused(string.Create(CultureInfo.InvariantCulture,
                $"The mail has {mail.Content.Length} bytes and the server takes at most {largest}."));
        if (mail.NeedsUtf8 && !Capabilities.SmtpUtf8)
            return MailDelivery.Refused("The address has letters outside ASCII and the server does not take such addresses (SMTPUTF8).");
        if (mail.IsEightBit && !Capabilities.EightBitMime)
            return MailDelivery.Refused("The mail has letters outside ASCII in its headers and the server takes seven bits only (8BITMIME).");

        IsUsable = false;
        var delivery = await TransactAsync(from, to, mail, cancellationToken);
        IdleSince = Environment.TickCount64;
        return delivery;
    }

    public async ValueTask DisposeAsync()
    {
        if (IsUsable)
            await QuitAsync();
        IsUsable = false;
        await _channel.DisposeAsync();
        _client.Dispose();
    }

    // A courtesy: a server that does not listen any more must not hold up the end of the program.
    private async Task QuitAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            await _channel.WriteAsync("QUIT\r\n"u8.ToArray(), limit.Token);
        }
        catch (Exception failure) when (IsConnectionFailure(failure) || failure is OperationCanceledException)
        {
            // It is closed anyway.
        }
    }

    public static bool IsConnectionFailure(Exception failure) =>
        failure is IOException or SocketException or AuthenticationException or ObjectDisposedException;

    private async Task<MailDelivery> TransactAsync(string from, string to, MimeMessage mail, CancellationToken cancellationToken)
    {
        var sender = await _channel.CommandAsync($"MAIL FROM:<{Envelope(from, mail)}>{Parameters(mail)}", cancellationToken);
        if (!sender.IsDone)
            return await RejectedAsync(RefusedSender(sender), sender, cancellationToken);

        var receiver = await _channel.CommandAsync($"RCPT TO:<{Envelope(to, mail)}>", cancellationToken);
        if (!receiver.IsDone)
            return await RejectedAsync(Refused(receiver, "The receiver was refused"), receiver, cancellationToken);

        var data = await _channel.CommandAsync("DATA", cancellationToken);
        if (!data.WantsMore)
            return await RejectedAsync(Refused(data, "The mail was refused"), data, cancellationToken);

        await _channel.WriteAsync(DotStuffing.Apply(mail.Content), cancellationToken);
        var end = await _channel.ReplyAsync(cancellationToken);
        IsUsable = !end.IsClosing;
        return end.IsDone ? MailDelivery.Accepted(end.ToString()) : Refused(end, "The mail was refused");
    }

    private async Task<MailDelivery> RejectedAsync(MailDelivery delivery, SmtpReply reply, CancellationToken cancellationToken)
    {
        if (!reply.IsClosing)
            IsUsable = (await _channel.CommandAsync("RSET", cancellationToken)).IsDone;
        return delivery;
    }

    private static MailDelivery Refused(SmtpReply reply, string what) =>
        reply.IsPermanent ? MailDelivery.Refused($"{what}: {reply}") : MailDelivery.NotNow($"{what} for now: {reply}");

    // A refused sender says nothing about this mail: the settings are wrong (sender, sign-in), and once they are right
    // all the waiting mails must go out. Only "too big" is about the mail itself.
    private static MailDelivery RefusedSender(SmtpReply reply) => reply.Code == 552
        ? MailDelivery.Refused($"The mail was refused: {reply}")
        : MailDelivery.NotNow($"The sender was refused, the mail settings need a look: {reply}");

    private string Parameters(MimeMessage mail)
    {
        var parameters = new StringBuilder();
        if (Capabilities.Size)
            parameters.Append(CultureInfo.InvariantCulture, $" SIZE={mail.Content.Length}");
        if (mail.IsEightBit)
            parameters.Append(" BODY=8BITMIME");
        if (mail.NeedsUtf8)
            parameters.Append(" SMTPUTF8");
        return parameters.ToString();
    }

    // Without SMTPUTF8 the domain travels in its ASCII form.
    private static string Envelope(string address, MimeMessage mail)
    {
        var at = address.LastIndexOf('@');
        return mail.NeedsUtf8 || Ascii.IsValid(address) ? address : address[..(at + 1)] + new IdnMapping().GetAscii(address[(at + 1)..]);
    }

    private async Task GreetAsync(ServerTrust trust, CancellationToken cancellationToken)
    {
        var security = _settings.EffectiveSecurity;
        if (security == SmtpSecurity.ImplicitTls)
            await ProtectAsync(trust, cancellationToken);
        var greeting = await _channel.ReplyAsync(cancellationToken);
        if (!greeting.IsDone)
            throw new SmtpRefusedException($"The mail server does not take mail now: {greeting}");
        await HelloAsync(security != SmtpSecurity.StartTls, cancellationToken);
        if (security != SmtpSecurity.StartTls)
            return;

        if (!Capabilities.StartTls)
            throw new SmtpRefusedException("The mail server does not offer STARTTLS, and nothing is sent unprotected.");
        var start = await _channel.CommandAsync("STARTTLS", cancellationToken);
        if (!start.IsDone)
            throw new SmtpRefusedException($"The mail server refused STARTTLS: {start}");
        if (_channel.HasUnreadInput)
            throw new SmtpRefusedException("The mail server spoke out of turn before TLS began; somebody may sit between.");
        await ProtectAsync(trust, cancellationToken);
        // What was said before TLS is not believed (RFC 3207, 4.2).
        await HelloAsync(mayFallBack: true, cancellationToken);
    }

    private async Task HelloAsync(bool mayFallBack, CancellationToken cancellationToken)
    {
        var name = OwnName();
        var hello = await _channel.CommandAsync($"EHLO {name}", cancellationToken);
        Capabilities = hello.IsDone ? SmtpCapabilities.Parse(hello.Lines) : SmtpCapabilities.None;
        if (!hello.IsDone && mayFallBack)
            hello = await _channel.CommandAsync($"HELO {name}", cancellationToken);
        if (!hello.IsDone)
            throw new SmtpRefusedException($"The mail server refused the greeting: {hello}");
    }

    // An address literal is always valid; a machine's name often is not a full one (RFC 5321, 4.1.3).
    private string OwnName()
    {
        var address = (_client.Client.LocalEndPoint as IPEndPoint)?.Address ?? IPAddress.Loopback;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? $"[IPv6:{address.ToString().Split('%')[0]}]"
            : $"[{address}]";
    }

    private async Task ProtectAsync(ServerTrust trust, CancellationToken cancellationToken)
    {
        var tls = new SslStream(_channel.Stream, leaveInnerStreamOpen: false);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = _settings.Host,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) => trust.Believes(certificate, chain, errors),
        }, cancellationToken);
        _channel = new SmtpChannel(tls, _settings.ReplyTimeout);
    }

    private async Task SignInAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(_settings.UserName))
            return;
        var reply = await SmtpSignIn.RunAsync(_channel, Capabilities, _settings.UserName, _settings.Password ?? "", cancellationToken);
        if (!reply.IsDone)
            throw new SmtpRefusedException($"The mail server refused the sign-in as {HeaderText.OneLine(_settings.UserName)}: {reply}");
    }
}
