using AfterSales.Service.Designer.Runs;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Designer.Scenarios;

/// <summary>A run with what is expected of it; a change that breaks it is not published.</summary>
/// <param name="SavedBy">Id of the person; null for one that came with the product.</param>
public sealed record Scenario(long Key, string ProcessId, string Name, RunScript Script, Expectation Expected, int Revision, string? SavedBy, DateTimeOffset SavedAt)
{
    /// <summary>Longest name.</summary>
    public const int LongestName = 120;

    public string? RetiredBy { get; init; }

    public DateTimeOffset? RetiredAt { get; init; }

    /// <summary>Why it need not be passed any more; null while it must.</summary>
    public string? RetireReason { get; init; }

    public bool IsActive => RetiredAt is null;
}

/// <summary>What came of running a scenario.</summary>
public sealed record ScenarioResult(Scenario Scenario, Departure? Departure)
{
    /// <summary>The processes the run went through, with what it passed in each.</summary>
    public IReadOnlyList<RunPicture> Pictures { get; init; } = [];

    public bool Passed => Departure is null;
}

/// <summary>Release evidence (LINT-25): a scenario that was run for a change.</summary>
public sealed record ScenarioEvidence(string ProcessId, string Name, int Revision, bool Passed, LocalText? Departure, string RunBy, DateTimeOffset RunAt);

/// <summary>The decision ways of a workflow that no scenario took when its change was proposed (LINT-25), in words: a line for each after the first.</summary>
public sealed record UntakenWays(string ProcessId, LocalText Message);

/// <summary>A change of a scenario.</summary>
public sealed record ScenarioChange(string What, string? Reason, string? By, DateTimeOffset At);
