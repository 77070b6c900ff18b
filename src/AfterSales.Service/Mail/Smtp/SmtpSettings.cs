namespace AfterSales.Service.Mail;

/// <summary>The mail server and how to speak to it.</summary>
public sealed class SmtpSettings
{
    /// <summary>Name of the server; its certificate must be made out to it.</summary>
    public string Host { get; set; } = "";

    /// <summary>Port; 0 means the usual one of <see cref="Security"/> (465, 587, 25).</summary>
    public int Port { get; set; }

    /// <summary>How the connection is protected.</summary>
    public SmtpSecurity Security { get; set; } = SmtpSecurity.Auto;

    /// <summary>Account name; empty sends without signing in.</summary>
    public string? UserName { get; set; }

    /// <summary>Password of the account. Never logged.</summary>
    public string? Password { get; set; }

    /// <summary>PEM file with a certificate authority to trust besides those of the operating system.</summary>
    public string? TrustedCaFile { get; set; }

    /// <summary>Longest wait for the connection including TLS.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest wait for one reply of the server.</summary>
    public TimeSpan ReplyTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>An open connection not used for this long is closed.</summary>
    public TimeSpan KeepOpen { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Most connections open at the same time.</summary>
    public int Connections { get; set; } = 4;

    /// <summary>The protection that is used: what is set, or what goes with the port.</summary>
    public SmtpSecurity EffectiveSecurity => Security != SmtpSecurity.Auto ? Security
        : Port == 465 ? SmtpSecurity.ImplicitTls : SmtpSecurity.StartTls;

    /// <summary>The port that is used: what is set, or the usual one of the protection.</summary>
    public int EffectivePort => Port != 0 ? Port : EffectiveSecurity switch
    {
        SmtpSecurity.ImplicitTls => 465,
        SmtpSecurity.StartTls => 587,
        _ => 25,
    };
}

/// <summary>How a connection to the mail server is protected.</summary>
public enum SmtpSecurity
{
    /// <summary>TLS from the first byte on port 465, STARTTLS on any other port. Never plain.</summary>
    Auto,

    /// <summary>TLS from the first byte.</summary>
    ImplicitTls,

    /// <summary>Plain greeting, then STARTTLS; a server that does not offer it gets nothing.</summary>
    StartTls,

    /// <summary>No protection at all, for a relay on the same machine; has to be chosen by name.</summary>
    None,
}
