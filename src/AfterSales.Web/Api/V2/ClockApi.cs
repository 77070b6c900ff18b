using AfterSales.Engine.Clock;
using AfterSales.Web.Api.Http;

namespace AfterSales.Web.Api.V2;

/// <summary>
/// Moves the clock, for tests and demonstrations of deadlines. The paths exist only when the setting
/// <c>AfterSales:AllowClockControl</c> is true.
/// </summary>
internal static class ClockApi
{
    /// <summary>Beyond it the arithmetic of limits and reminders would leave what dates can hold.</summary>
    private static readonly DateTimeOffset Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Map(RouteGroupBuilder v2)
    {
        if (((IEndpointRouteBuilder)v2).ServiceProvider.GetService<ControllableTimeProvider>() is not { } clock)
            return;
        v2.MapPut("/clock", (JsonBody body) =>
        {
            var timestamp = body.Long("timestamp");
            if (timestamp is null || timestamp < 0 || timestamp > Latest.ToUnixTimeMilliseconds())
                body.Refuse("timestamp", "must be milliseconds since 1970-01-01T00:00:00Z, up to the year 2200");
            if (body.Problem() is { } problem)
                return problem;
            clock.Pin(DateTimeOffset.FromUnixTimeMilliseconds(timestamp!.Value));
            return Results.NoContent();
        }).WithSummary("Pins the clock to an instant.");
        v2.MapPost("/clock/reset", () =>
        {
            clock.Reset();
            return Results.NoContent();
        }).WithSummary("Lets the clock run with the system again.");
    }
}
