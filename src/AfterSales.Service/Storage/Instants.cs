namespace AfterSales.Service.Storage;

/// <summary>Instants as the database holds them: unix milliseconds in UTC.</summary>
internal static class Instants
{
    public static long ToStored(this DateTimeOffset at) => at.ToUnixTimeMilliseconds();

    public static long? ToStored(this DateTimeOffset? at) => at?.ToUnixTimeMilliseconds();

    public static DateTimeOffset FromStored(long stored) => DateTimeOffset.FromUnixTimeMilliseconds(stored);

    public static DateTimeOffset? FromStored(long? stored) => stored is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;
}
