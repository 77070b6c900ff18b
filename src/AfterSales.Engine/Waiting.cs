namespace AfterSales.Engine;

/// <summary>Waiting for the first of several things, without leaving anything behind.</summary>
internal static class Waiting
{
    /// <summary>Returns when woken, when the time is over or when cancelled; never throws.</summary>
    public static async Task AnyAsync(Task woken, TimeSpan atMost, CancellationToken ct)
    {
        // A millisecond too many rather than a busy loop: due times are rounded to milliseconds.
        var time = atMost > TimeSpan.Zero ? atMost + TimeSpan.FromMilliseconds(1) : TimeSpan.FromMilliseconds(1);
        try
        {
            await woken.WaitAsync(time, ct).ConfigureAwait(false);
        }
        catch (Exception end) when (end is TimeoutException or OperationCanceledException)
        {
            // Both are ways of waking up.
        }
    }
}
