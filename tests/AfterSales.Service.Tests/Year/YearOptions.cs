using System.Globalization;

namespace AfterSales.Service.Tests.Year;

/// <summary>How much of a year is simulated. A run prints its seed; the environment repeats or enlarges it.</summary>
/// <param name="Cases">Requests that come in (<c>AFTERSALES_YEAR_CASES</c>): 120 where nothing else is said, 3,000 for a year of a busy department.</param>
/// <param name="Seed">Seed of everything random (<c>AFTERSALES_YEAR_SEED</c>).</param>
internal sealed record YearOptions(int Cases, int Seed)
{
    public static DateTimeOffset From { get; } = new(2026, 1, 4, 4, 0, 0, TimeSpan.Zero);

    /// <summary>The last request comes in before this; what is open then goes on until <see cref="Until"/>.</summary>
    public static DateTimeOffset LastRequest { get; } = new(2026, 12, 6, 0, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset Until { get; } = new(2026, 12, 31, 0, 0, 0, TimeSpan.Zero);

    public static YearOptions Read() => new(Number("AFTERSALES_YEAR_CASES") ?? 120, Number("AFTERSALES_YEAR_SEED") ?? 20261121);

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
