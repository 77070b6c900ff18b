namespace AfterSales.Service.Kpis;

/// <summary>What is asked: figures of a range of days, parted and told apart as wanted.</summary>
public sealed record KpiQuestion
{
    /// <summary>At most this many days: ten years, so 121 months in parts.</summary>
    public const int MostDays = 3660;

    /// <summary>The first day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day, included.</summary>
    public required DateOnly To { get; init; }

    public KpiBy By { get; init; } = KpiBy.Month;

    /// <summary>Months, quarters and years of the Iranian solar calendar.</summary>
    public bool Solar { get; init; }

    /// <summary>The zone whose days are meant.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>By what figures are told apart besides the totals; null: not at all.</summary>
    public KpiGroup? Group { get; init; }

    /// <summary>Only cases of this kind; null: all.</summary>
    public string? Kind { get; init; }

    /// <summary>Only these indicators; empty: all.</summary>
    public IReadOnlyList<string> Kpis { get; init; } = [];

    /// <summary>What makes the range impossible, as a text key of <c>kpi.problem.*</c>; null when it can be answered.</summary>
    public string? Problem() =>
        To < From ? "kpi.problem.backwards"
        : From.Year < 1980 || To.Year > 2199 ? "kpi.problem.years"
        : To.DayNumber - From.DayNumber >= MostDays ? "kpi.problem.tooLong"
        : null;
}
