namespace AfterSales.Bpmn.Lint;

/// <summary>Limits the requirements leave open.</summary>
public sealed record LintOptions
{
    public static LintOptions Default { get; } = new();

    /// <summary>LINT-43: more nodes than this on one page are too many.</summary>
    public int MostNodes { get; init; } = 45;

    /// <summary>LINT-43: a wider page cannot be read on a screen; in units of the drawing.</summary>
    public double WidestPage { get; init; } = 2100;

    /// <summary>LINT-06: verbs beside those that come with the product, English, lower case.</summary>
    public IReadOnlyCollection<string> MoreVerbs { get; init; } = [];

    /// <summary>LINT-41: so many states of what the reduction leaves of a scope are explored before the rule answers "not decided".</summary>
    public int MostStates { get; init; } = 200_000;

    /// <summary>LINT-41: up to so many states a faulty scope is explored as it is drawn, so that the way to the fault is a shortest one; beyond, by its reduced form.</summary>
    public int ReduceAbove { get; init; } = 5_000;

    /// <summary>LINT-41: so long one process is explored before the rule answers "not decided".</summary>
    public TimeSpan LongestExploration { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Measures <see cref="LongestExploration"/>.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Rules to leave out, by id.</summary>
    public IReadOnlyCollection<string> Without { get; init; } = [];
}
