using AfterSales.Service.Cases;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Kpis;

/// <summary>A figure taken apart: everything it counts.</summary>
public sealed record KpiCases(Kpi Kpi, KpiPeriod Period, KpiValue Value, IReadOnlyList<KpiCase> Cases);

/// <summary>One thing a figure counts; a case may be there several times, once for each task or verdict.</summary>
/// <param name="Case">Null when the case is gone.</param>
/// <param name="At">When it counted; of a standing figure, since when.</param>
/// <param name="Amount">Of a share 1 for what is good and 0 for what misses; else the amount in the indicator's unit.</param>
public sealed record KpiCase(string CaseNumber, ServiceCase? Case, DateTimeOffset At, decimal Amount, LocalText? Person, LocalText? Role);
