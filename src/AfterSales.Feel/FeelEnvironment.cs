namespace AfterSales.Feel;

/// <summary>All that an expression takes from outside besides its variables: the instant of <c>now()</c> and the zone it is shown in.</summary>
public sealed class FeelEnvironment(DateTimeOffset now, TimeZoneInfo zone)
{
    public DateTimeOffset Now { get; } = now;

    /// <summary>The zone in which <c>now()</c> and <c>today()</c> are told.</summary>
    public TimeZoneInfo Zone { get; } = zone;
}
