using System.Text;

namespace AfterSales.Service.Mail.Smtp;

/// <summary>
/// Lines out, replies in, over one stream. A reply that does not come in time, is too long or is none at all ends the
/// connection with an <see cref="IOException"/>.
/// </summary>
internal sealed class SmtpChannel(Stream stream, TimeSpan replyTimeout) : IAsyncDisposable
{
    private const int LongestLine = 8 * 1024;
    private const int MostLines = 256;
    private readonly byte[] _buffer = new byte[4096];
    private int _start;
    private int _end;

    public Stream Stream => stream;

    /// <summary>Bytes were received that no command asked for: before a change to TLS that is an injection.</summary>
    public bool HasUnreadInput => _start < _end;

    public async ValueTask<SmtpReply> CommandAsync(string line, CancellationToken cancellationToken)
    {
        await WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"), cancellationToken);
        return await ReplyAsync(cancellationToken);
    }

    /// <summary>Writes everything in one go, since several small writes would wait for each other's acknowledgement.</summary>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        await InTimeAsync(async token =>
        {
            await stream.WriteAsync(bytes, token);
            await stream.FlushAsync(token);
            return true;
        }, cancellationToken);

    public ValueTask<SmtpReply> ReplyAsync(CancellationToken cancellationToken) => InTimeAsync(ReadReplyAsync, cancellationToken);

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private async ValueTask<T> InTimeAsync<T>(Func<CancellationToken, ValueTask<T>> step, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(replyTimeout);
        try
        {
            return await step(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException(string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"The mail server did not answer within {replyTimeout.TotalSeconds:0.#} seconds."));
        }
    }

    private async ValueTask<SmtpReply> ReadReplyAsync(CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        while (true)
        {
            var line = await ReadLineAsync(cancellationToken);
            if (!SmtpReply.TryParseLine(line, out var code, out var isLast, out var text))
                throw new IOException("The mail server answered with something that is not SMTP.");
            lines.Add(text);
            if (isLast)
                return new SmtpReply(code, lines);
            if (lines.Count >= MostLines)
                throw new IOException("The mail server's answer has too many lines.");
        }
    }

    private async ValueTask<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new List<byte>(128);
        while (true)
        {
            if (_start == _end)
            {
                _start = 0;
                _end = await stream.ReadAsync(_buffer, cancellationToken);
                if (_end == 0)
                    throw new IOException("The mail server closed the connection.");
            }
            var next = _buffer[_start++];
            if (next == '\n')
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            line.Add(next);
            if (line.Count > LongestLine)
                throw new IOException("The mail server's answer has a line that is too long.");
        }
    }
}
