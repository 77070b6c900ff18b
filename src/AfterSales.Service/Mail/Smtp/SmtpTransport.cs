using System.Collections.Concurrent;
using AfterSales.Service.Mail.Mime;
using Microsoft.Extensions.Logging;

namespace AfterSales.Service.Mail.Smtp;

/// <summary>
/// Hands mails to a mail server, one receiver at a time. Connections stay open between the mails of a batch and are
/// closed after <see cref="SmtpSettings.KeepOpen"/> of silence.
/// </summary>
public sealed class SmtpTransport : IMailTransport, IAsyncDisposable
{
    private readonly MailSettings _settings;
    private readonly ILogger<SmtpTransport> _log;
    private readonly ServerTrust _trust;
    private readonly SemaphoreSlim _places;
    private readonly ConcurrentBag<SmtpSession> _open = [];
    private readonly Timer _sweep;
    private int _opened;

    /// <exception cref="InvalidOperationException">No server is set, or the file with the trusted authority cannot be read.</exception>
    public SmtpTransport(MailSettings settings, ILogger<SmtpTransport> log)
    {
        if (string.IsNullOrWhiteSpace(settings.Smtp.Host))
            throw new InvalidOperationException("AfterSales:Mail:Smtp:Host names no mail server.");
        _settings = settings;
        _log = log;
        try
        {
            _trust = new ServerTrust(settings.Smtp.TrustedCaFile);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
        {
            throw new InvalidOperationException($"AfterSales:Mail:Smtp:TrustedCaFile cannot be read: {failure.Message}", failure);
        }
        _places = new SemaphoreSlim(Math.Max(1, settings.Smtp.Connections));
        // The machine's own timer on purpose: a connection ages in real time, also while the product's clock is pinned.
        _sweep = new Timer(_ => CloseIdle(), null, settings.Smtp.KeepOpen, settings.Smtp.KeepOpen);
    }

    /// <summary>How many connections were opened so far; tells whether they are used again.</summary>
    public int ConnectionsOpened => _opened;

    public async ValueTask<MailDelivery> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        if (!HeaderText.IsAddress(mail.To.Address))
            return MailDelivery.Refused($"\"{HeaderText.OneLine(mail.To.Address)}\" is not an address mail can be sent to.");
        if (!TryWrite(mail, out var message, out var problem))
            return MailDelivery.Refused(problem);
        await _places.WaitAsync(cancellationToken);
        try
        {
            return await SendAsync(mail, message, cancellationToken);
        }
        catch (SmtpRefusedException refused)
        {
            _log.LogWarning("Mail server {Host}: {Reason}", _settings.Smtp.Host, refused.Message);
            return MailDelivery.NotNow(refused.Message);
        }
        catch (Exception failure) when (SmtpSession.IsConnectionFailure(failure))
        {
            _log.LogWarning("Mail server {Host}: {Reason}", _settings.Smtp.Host, failure.Message);
            return MailDelivery.NotNow($"The mail server {_settings.Smtp.Host} could not be used: {HeaderText.OneLine(failure.Message)}");
        }
        finally
        {
            _places.Release();
        }
    }

    // A mail that cannot be written today cannot be written tomorrow.
    private static bool TryWrite(OutgoingMail mail, out MimeMessage message, out string problem)
    {
        try
        {
            message = MimeWriter.Write(mail);
            problem = "";
            return true;
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException)
        {
            message = new MimeMessage([], false);
            problem = $"The mail cannot be written: {HeaderText.OneLine(failure.Message)}";
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _sweep.DisposeAsync();
        while (_open.TryTake(out var session))
            await session.DisposeAsync();
        _places.Dispose();
    }

    private async Task<MailDelivery> SendAsync(OutgoingMail mail, MimeMessage message, CancellationToken cancellationToken)
    {
        if (_open.TryTake(out var used))
        {
            var repeated = await TryUsedAsync(used, mail, message, cancellationToken);
            if (repeated is not null)
                return repeated;
        }
        var session = await SmtpSession.OpenAsync(_settings.Smtp, _trust, cancellationToken);
        Interlocked.Increment(ref _opened);
        return await SendAsync(session, mail, message, cancellationToken);
    }

    // A server may have closed an idle connection meanwhile: that is no failure of the mail, a new connection is tried at once.
    // Should the connection have died after the mail was handed over, the receiver sees the same Message-ID twice.
    private async Task<MailDelivery?> TryUsedAsync(SmtpSession session, OutgoingMail mail, MimeMessage message, CancellationToken cancellationToken)
    {
        try
        {
            var delivery = await SendAsync(session, mail, message, cancellationToken);
            return delivery.State == MailDeliveryState.NotNow && !session.IsUsable ? null : delivery;
        }
        catch (Exception failure) when (SmtpSession.IsConnectionFailure(failure))
        {
            return null;
        }
    }

    private async Task<MailDelivery> SendAsync(SmtpSession session, OutgoingMail mail, MimeMessage message, CancellationToken cancellationToken)
    {
        try
        {
            return await session.SendAsync(mail.From.Address, mail.To.Address, message, cancellationToken);
        }
        finally
        {
            if (session.IsUsable)
                _open.Add(session);
            else
                await session.DisposeAsync();
        }
    }

    private void CloseIdle()
    {
        var oldest = Environment.TickCount64 - (long)_settings.Smtp.KeepOpen.TotalMilliseconds;
        var kept = new List<SmtpSession>();
        while (_open.TryTake(out var session))
            if (session.IdleSince > oldest)
                kept.Add(session);
            else
                _ = session.DisposeAsync().AsTask();
        foreach (var session in kept)
            _open.Add(session);
    }
}
