using System.Globalization;

namespace AfterSales.Service.Mail.Smtp;

/// <summary>What the server said it can do in its answer to EHLO.</summary>
public sealed class SmtpCapabilities
{
    private SmtpCapabilities() { }

    /// <summary>A server that only answers HELO.</summary>
    public static SmtpCapabilities None { get; } = new();

    public bool StartTls { get; private init; }

    public bool EightBitMime { get; private init; }

    public bool SmtpUtf8 { get; private init; }

    /// <summary>SIZE is understood as a parameter of MAIL FROM.</summary>
    public bool Size { get; private init; }

    /// <summary>Largest mail the server takes, in bytes; null when it has no fixed limit.</summary>
    public long? LargestMail { get; private init; }

    /// <summary>Ways of signing in, in capitals.</summary>
    public IReadOnlySet<string> SignIn { get; private init; } = new HashSet<string>();

    /// <summary>Reads the lines of the EHLO answer; the first one is the server's name. Unknown words are passed over.</summary>
    public static SmtpCapabilities Parse(IReadOnlyList<string> lines)
    {
        var words = lines.Skip(1)
            .Select(line => line.Split([' ', '='], StringSplitOptions.RemoveEmptyEntries))
            .Where(parts => parts.Length > 0)
            .Select(parts => (Keyword: parts[0].ToUpperInvariant(), Values: parts.Skip(1).ToArray()))
            .ToList();
        bool Offers(string keyword) => words.Any(word => word.Keyword == keyword);
        var size = words.FirstOrDefault(word => word.Keyword == "SIZE").Values?.FirstOrDefault();
        return new SmtpCapabilities
        {
            StartTls = Offers("STARTTLS"),
            EightBitMime = Offers("8BITMIME"),
            SmtpUtf8 = Offers("SMTPUTF8"),
            Size = Offers("SIZE"),
            // SIZE 0 means "no limit is given" (RFC 1870, 4).
            LargestMail = long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0 ? limit : null,
            SignIn = words.Where(word => word.Keyword == "AUTH").SelectMany(word => word.Values)
                .Select(value => value.ToUpperInvariant()).ToHashSet(),
        };
    }
}
