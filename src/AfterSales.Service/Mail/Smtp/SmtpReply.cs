namespace AfterSales.Service.Mail.Smtp;

/// <summary>One answer of the server, all its lines (RFC 5321, 4.2), with the enhanced code of RFC 3463 where given.</summary>
public sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    /// <summary>2xx: done.</summary>
    public bool IsDone => Code is >= 200 and < 300;

    /// <summary>3xx: the server waits for more.</summary>
    public bool WantsMore => Code is >= 300 and < 400;

    /// <summary>5xx: for good. Everything else that is not positive is for now, also codes nobody defined.</summary>
    public bool IsPermanent => Code is >= 500 and < 600;

    /// <summary>The server is about to close the connection.</summary>
    public bool IsClosing => Code == 421;

    /// <summary>Reads one reply line; <paramref name="isLast"/> is false for "250-text". False when it is no reply at all.</summary>
    public static bool TryParseLine(string line, out int code, out bool isLast, out string text)
    {
        code = 0;
        isLast = line.Length == 3 || (line.Length > 3 && line[3] == ' ');
        text = line.Length > 4 ? line[4..] : "";
        return line.Length >= 3
            && (isLast || line[3] == '-')
            && char.IsAsciiDigit(line[0]) && char.IsAsciiDigit(line[1]) && char.IsAsciiDigit(line[2])
            && int.TryParse(line.AsSpan(0, 3), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out code);
    }

    /// <summary>What is shown to people: code and text on one line.</summary>
    public override string ToString() => HeaderText.OneLine($"{Code} {string.Join(' ', Lines)}");
}
