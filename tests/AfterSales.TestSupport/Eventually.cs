using System.Diagnostics;
using Xunit;

namespace AfterSales.TestSupport;

/// <summary>Waits for what a real process does in the background: asks again until it holds, and fails when it does not in time.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    /// <summary>The first answer for which <paramref name="holds"/>.</summary>
    /// <param name="what">What is waited for, for the message of a failure.</param>
    public static async Task<T> HoldsAsync<T>(Func<Task<T>> ask, Func<T, bool> holds, string what, CancellationToken ct)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(Between, ct))
        {
            var answer = await ask();
            if (holds(answer))
                return answer;
            if (waited.Elapsed > Patience)
                Assert.Fail($"{what}: not within {Patience.TotalSeconds} s. Last answer: {answer}");
        }
    }
}
