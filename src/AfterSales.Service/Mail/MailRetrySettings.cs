namespace AfterSales.Service.Mail;

/// <summary>Back-off of mails the server did not take for now. Waits double from <see cref="First"/> up to <see cref="Longest"/>.</summary>
public sealed class MailRetrySettings
{
    /// <summary>Wait after the first failed attempt.</summary>
    public TimeSpan First { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>No wait is longer than this, so that mail flows soon after a long outage.</summary>
    public TimeSpan Longest { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// A mail that could not be delivered for this long is marked as failed and shown as such
    /// (RFC 5321, 4.5.4.1 asks for at least four to five days).
    /// </summary>
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromDays(5);

    /// <summary>Wait before the attempt that follows <paramref name="failedAttempts"/> failed ones (1 or more).</summary>
    public TimeSpan WaitAfter(int failedAttempts)
    {
        var doublings = Math.Clamp(failedAttempts - 1, 0, 20);
        var ticks = First.Ticks * (double)(1L << doublings);
        return ticks >= Longest.Ticks ? Longest : TimeSpan.FromTicks((long)ticks);
    }
}
