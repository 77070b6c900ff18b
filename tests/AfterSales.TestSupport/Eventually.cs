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

    /// <summary>Waits until <paramref name="condition"/> is true, at most so many seconds.</summary>
    public static async Task HoldsAsync(string what, Func<Task<bool>> condition, int seconds = 30)
    {
        for (var waited = Stopwatch.StartNew(); !await condition(); await Task.Delay(Between))
            if (waited.Elapsed.TotalSeconds > seconds)
                throw new TimeoutException($"Within {seconds} seconds it did not come true that {what}.");
    }

    /// <summary>Waits until something is found.</summary>
    public static async Task<T> FoundAsync<T>(string what, Func<Task<T?>> find)
        where T : class
    {
        T? found = null;
        await HoldsAsync($"{what} is there", async () => (found = await find()) is not null);
        return found!;
    }
}
