using System.Diagnostics;

namespace AfterSales.Web.Tests.Support;

/// <summary>Waits for what happens in the background, and says what did not happen in time.</summary>
public static class Eventually
{
    public static async Task HoldsAsync(string what, Func<Task<bool>> condition, int seconds = 30)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed.TotalSeconds > seconds)
                throw new TimeoutException($"Within {seconds} seconds it did not come true that {what}.");
            await Task.Yield();
            using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            await pause.WaitForNextTickAsync();
        }
    }

    public static async Task<T> FoundAsync<T>(string what, Func<Task<T?>> find)
        where T : class
    {
        T? found = null;
        await HoldsAsync($"{what} is there", async () => (found = await find()) is not null);
        return found!;
    }
}
