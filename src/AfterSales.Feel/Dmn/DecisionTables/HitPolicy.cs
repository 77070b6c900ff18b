namespace AfterSales.Feel.Dmn.DecisionTables;

/// <summary>What a decision table answers when several rules match.</summary>
internal enum HitPolicy
{
    /// <summary>No two rules may match.</summary>
    Unique,

    /// <summary>The first in the order of the table.</summary>
    First,

    /// <summary>Several may match, if all say the same.</summary>
    Any,

    /// <summary>The one whose outputs come first in the lists of output values.</summary>
    Priority,

    /// <summary>All, in the order of the table.</summary>
    RuleOrder,

    /// <summary>All, in the order of the lists of output values.</summary>
    OutputOrder,

    /// <summary>All, as a list or aggregated.</summary>
    Collect,
}

/// <summary>What <see cref="HitPolicy.Collect"/> makes of the outputs.</summary>
internal enum Aggregation
{
    None,
    Sum,
    Count,
    Min,
    Max,
}
