using AfterSales.Engine.Clock;
using Shouldly;
using Xunit;

namespace AfterSales.Engine.Tests.Clock;

public sealed class ControllableTimeProviderTests
{
    [Fact]
    public void It_runs_with_the_system_until_it_is_pinned_and_after_it_is_reset()
    {
        var clock = new ControllableTimeProvider();
        Near(clock);

        clock.Pin(new DateTimeOffset(2030, 1, 1, 3, 30, 0, TimeSpan.FromHours(3.5)));
        clock.GetUtcNow().ShouldBe(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        clock.GetUtcNow().Offset.ShouldBe(TimeSpan.Zero);
        clock.IsPinned.ShouldBeTrue();

        clock.Reset();
        clock.IsPinned.ShouldBeFalse();
        Near(clock);

        static void Near(ControllableTimeProvider clock) =>
            (clock.GetUtcNow() - TimeProvider.System.GetUtcNow()).Duration().ShouldBeLessThan(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void Everyone_who_listens_hears_every_move()
    {
        var clock = new ControllableTimeProvider();
        var moves = 0;
        clock.Moved += () => moves++;

        clock.Pin(DateTimeOffset.UnixEpoch);
        clock.Advance(TimeSpan.FromDays(1));
        clock.Reset();

        moves.ShouldBe(3);
    }
}
