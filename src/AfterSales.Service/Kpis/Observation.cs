namespace AfterSales.Service.Kpis;

/// <summary>One thing that counts: when, how much of how much, in which case and whose work it was.</summary>
/// <param name="At">When it counts, unix milliseconds. For a standing figure: since when it counts.</param>
/// <param name="Until">For a standing figure: when it no longer counts; null while it does.</param>
/// <param name="Numerator">Of a share 1 or 0; else the amount itself.</param>
internal readonly record struct Observation(
    long At, decimal Numerator, string CaseNumber, string? Kind, string? Calendar, string? Role, string? Person, long? Until = null);
