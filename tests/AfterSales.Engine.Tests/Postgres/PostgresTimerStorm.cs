using AfterSales.Engine.Storage;
using AfterSales.Engine.Tests.Suites;
using Xunit;

namespace AfterSales.Engine.Tests.Postgres;

/// <summary>Alone, because it takes times and reads a metric that engines of other tests would answer too.</summary>
[Collection("alone")]
public sealed class PostgresTimerStorm : TimerStormSuite
{
    private readonly PostgresPlace _place = new();

    protected override IEngineStore NewStore() => _place.New();

    protected override void DropStore() => _place.Dispose();
}
