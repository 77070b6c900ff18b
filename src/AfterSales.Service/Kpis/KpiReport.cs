using AfterSales.Service.Languages;

namespace AfterSales.Service.Kpis;

/// <summary>The answer to a <see cref="KpiQuestion"/>.</summary>
public sealed record KpiReport
{
    public required KpiQuestion Question { get; init; }

    /// <summary>The moment at which the figures were read; nothing after it is counted.</summary>
    public required DateTimeOffset AsOf { get; init; }

    public required IReadOnlyList<KpiPeriod> Periods { get; init; }

    public required IReadOnlyList<KpiSeries> Kpis { get; init; }

    /// <summary>How cases are parted: causes, levels, ages.</summary>
    public required IReadOnlyList<KpiBreakdown> Breakdowns { get; init; }

    public KpiSeries? Find(string id) => Kpis.FirstOrDefault(series => series.Kpi.Id == id);

    public KpiBreakdown? Breakdown(string id) => Breakdowns.FirstOrDefault(breakdown => breakdown.Id == id);
}

/// <summary>One indicator over the periods.</summary>
/// <param name="Total">Over the whole range; of a standing figure, at its end.</param>
/// <param name="Periods">One per period.</param>
/// <param name="Groups">The same for each group, largest denominator first.</param>
public sealed record KpiSeries(Kpi Kpi, KpiValue Total, IReadOnlyList<KpiValue> Periods, IReadOnlyList<KpiGroupSeries> Groups);

/// <summary>One indicator of one group.</summary>
/// <param name="Id">Of the role, person, kind or calendar; null for what belongs to none.</param>
public sealed record KpiGroupSeries(string? Id, LocalText Name, KpiValue Total, IReadOnlyList<KpiValue> Periods);

/// <summary>
/// A figure with what it is made of, so that nobody takes one of two for fifty percent of many. <paramref name="Value"/> is null where
/// there is nothing to count; a count of nothing is 0.
/// </summary>
/// <param name="Numerator">Of a share the things that count, of an average the sum, of a count the count; null for medians.</param>
/// <param name="Denominator">How many things the figure is about.</param>
/// <param name="IsMet">The target is reached; null without target or value.</param>
/// <param name="IsWarning">Reached, but worth a look.</param>
public sealed record KpiValue(decimal? Value, decimal? Numerator, int Denominator, bool? IsMet, bool IsWarning);

/// <summary>Cases parted by a class.</summary>
public sealed record KpiBreakdown(string Id, LocalText Name, LocalText Definition, IReadOnlyList<KpiPart> Parts);

/// <summary>One class with its number of cases, over the range and in each period.</summary>
public sealed record KpiPart(string Id, LocalText Name, int Total, IReadOnlyList<int> Periods);
