using AfterSales.Engine.Clock;
using AfterSales.Engine.Keys;
using Shouldly;
using Xunit;

namespace AfterSales.Engine.Tests.Keys;

public sealed class KeyGeneratorTests
{
    private readonly ControllableTimeProvider _clock = new();

    public KeyGeneratorTests() => _clock.Pin(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Keys_grow_within_a_millisecond_and_beyond_what_one_holds()
    {
        var keys = new KeyGenerator(_clock);
        var made = Enumerable.Range(0, 10_000).Select(_ => keys.Next()).ToList();

        made.ShouldBeInOrder();
        made.Distinct().Count().ShouldBe(made.Count);
        made[0].ShouldBePositive();
    }

    [Fact]
    public void A_clock_set_back_does_not_set_keys_back()
    {
        var keys = new KeyGenerator(_clock);
        var before = keys.Next();
        _clock.Advance(TimeSpan.FromDays(-400));

        keys.Next().ShouldBeGreaterThan(before);
    }

    [Fact]
    public void A_restart_goes_on_above_the_highest_key_used()
    {
        var used = new KeyGenerator(_clock).Next();
        _clock.Advance(TimeSpan.FromDays(-1));

        new KeyGenerator(_clock, highestUsed: used).Next().ShouldBeGreaterThan(used);
    }

    [Fact]
    public void Nodes_never_make_the_same_key()
    {
        var first = new KeyGenerator(_clock, 1);
        var second = new KeyGenerator(_clock, 2);

        Enumerable.Range(0, 5_000).SelectMany(_ => new[] { first.Next(), second.Next() }).Distinct().Count().ShouldBe(10_000);
    }

    [Fact]
    public async Task Threads_never_get_the_same_key()
    {
        var keys = new KeyGenerator(_clock);

        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            Task.Run(() => Enumerable.Range(0, 20_000).Select(_ => keys.Next()).ToList(), TestContext.Current.CancellationToken)));

        made.SelectMany(list => list).Distinct().Count().ShouldBe(80_000);
    }
}
