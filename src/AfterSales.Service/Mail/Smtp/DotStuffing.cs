using System.Buffers;

namespace AfterSales.Service.Mail.Smtp;

/// <summary>The transparency rule of DATA (RFC 5321, 4.5.2): a leading dot is doubled, a line with one dot ends the mail.</summary>
public static class DotStuffing
{
    /// <summary>The content as it goes over the wire, terminator included, for one single write.</summary>
    public static ReadOnlyMemory<byte> Apply(ReadOnlySpan<byte> content)
    {
        var output = new ArrayBufferWriter<byte>(content.Length + 64);
        var rest = content;
        while (!rest.IsEmpty)
        {
            if (rest[0] == '.')
                output.Write("."u8);
            var end = rest.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..(end + 1)];
            output.Write(line);
            rest = rest[line.Length..];
        }
        if (!content.EndsWith("\r\n"u8))
            output.Write("\r\n"u8);
        output.Write(".\r\n"u8);
        return output.WrittenMemory;
    }
}
