namespace AfterSales.Service.Kpis;

/// <summary>A value to be reached, and how: "more than 90 %" is not reached by 90 % (KPI-01).</summary>
public sealed record KpiTarget(KpiComparator Comparator, decimal Value)
{
    /// <summary>True when a figure reaches it. Compared without rounding: 90.004 % is more than 90 %.</summary>
    public bool IsMetBy(decimal figure) => Comparator switch
    {
        KpiComparator.MoreThan => figure > Value,
        KpiComparator.AtLeast => figure >= Value,
        KpiComparator.LessThan => figure < Value,
        _ => figure <= Value,
    };
}

/// <summary>On which side of the value a figure has to be, and whether the value itself will do.</summary>
public enum KpiComparator
{
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
}
