using AfterSales.Service.Languages;

namespace AfterSales.Service.Kpis;

/// <summary>One indicator: what it says, how it is computed and what is wanted of it. Data, in <c>kpis.json</c>.</summary>
public sealed record Kpi
{
    /// <summary>For example <c>installation-7-days</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The requirement it answers, such as <c>KPI-01</c>; null for a figure that only helps to read the others.</summary>
    public string? Requirement { get; init; }

    public required LocalText Name { get; init; }

    /// <summary>What exactly is counted, for people.</summary>
    public required LocalText Definition { get; init; }

    public required KpiUnit Unit { get; init; }

    /// <summary>How observations become one figure.</summary>
    public required KpiMeasure Measure { get; init; }

    /// <summary>Which observations are counted: the name of a <see cref="IKpiSource"/>.</summary>
    public required string Source { get; init; }

    /// <summary>What is wanted; null where the source documents set no value (KPI-04).</summary>
    public KpiTarget? Target { get; init; }

    /// <summary>Below this a met target is worth a look (KPI-03, OPN-04).</summary>
    public KpiTarget? Warning { get; init; }

    /// <summary>Of several observations of one case in a period only the last counts.</summary>
    public bool OncePerCase { get; init; }

    /// <summary>More is worse: a chart's failing side is above the line.</summary>
    public bool LessIsBetter { get; init; }

    /// <summary>Working days of the limit (KPI-01).</summary>
    public int Days { get; init; }

    /// <summary>Time in which the customer was waited for does not count (OPN-02).</summary>
    public bool DeductPauses { get; init; }

    /// <summary>A form counts as good from this score on.</summary>
    public decimal Threshold { get; init; }

    /// <summary>The limits (property <c>clock</c>) that are the promise of a first answer.</summary>
    public IReadOnlyList<string> Limits { get; init => field = value ?? []; } = [];

    /// <summary>The kinds of case it is about; empty: every kind that customers open.</summary>
    public IReadOnlyList<string> Kinds { get; init => field = value ?? []; } = [];

    /// <summary>True for a figure that stands at a moment, not one of what happened in a period.</summary>
    public bool AtTheEnd => Measure == KpiMeasure.Standing;
}

/// <summary>In what a figure is told.</summary>
public enum KpiUnit
{
    /// <summary>0 to 100, numerator of denominator.</summary>
    Percent,

    /// <summary>Points of a score of 0 to 100.</summary>
    Points,

    /// <summary>Working hours; hours by the clock where the limit runs day and night.</summary>
    Hours,

    /// <summary>A number of things.</summary>
    Count,
}

/// <summary>How observations become one figure.</summary>
public enum KpiMeasure
{
    /// <summary>Sum of numerators of sum of denominators, in percent.</summary>
    Share,

    /// <summary>Sum of numerators by number of observations.</summary>
    Average,

    /// <summary>The middle one; of an even number the mean of the two in the middle.</summary>
    Median,

    /// <summary>The smallest value that at least nine of ten do not exceed.</summary>
    Percentile90,

    /// <summary>How many.</summary>
    Sum,

    /// <summary>How many at the end of each period.</summary>
    Standing,
}
