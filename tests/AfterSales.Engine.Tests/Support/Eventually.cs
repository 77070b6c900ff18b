using System.Diagnostics;
using Shouldly;
using Xunit;

namespace AfterSales.Engine.Tests.Support;

/// <summary>Asks again until an assertion holds or the time is up: for what happens by itself after a command.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    public static async Task Async(Func<Task> assertion)
    {
        var since = Stopwatch.GetTimestamp();
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (true)
            try
            {
                await assertion();
                return;
            }
            catch (ShouldAssertException) when (Stopwatch.GetElapsedTime(since) < Limit)
            {
                await beat.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            }
    }

    /// <summary>The first value that is not null.</summary>
    public static async Task<T> ValueAsync<T>(Func<Task<T?>> value)
        where T : class
    {
        T? found = null;
        await Async(async () => (found = await value()).ShouldNotBeNull());
        return found!;
    }

    public static Task Holds(Action assertion) => Async(() =>
    {
        assertion();
        return Task.CompletedTask;
    });
}
