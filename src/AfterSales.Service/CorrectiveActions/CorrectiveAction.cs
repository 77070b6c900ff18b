namespace AfterSales.Service.CorrectiveActions;

/// <summary>A line of the register of corrective actions (CAP-04, CAP-06).</summary>
public sealed record CorrectiveAction
{
    /// <summary>For example <c>CAR-2026-0001</c>.</summary>
    public required string Number { get; init; }

    /// <summary>The run of the workflow that keeps the line; null for one entered by hand.</summary>
    public long? InstanceKey { get; init; }

    public string? CaseNumber { get; init; }

    public required string Problem { get; init; }

    public string? Cause { get; init; }

    public string? Measure { get; init; }

    /// <summary>One of <see cref="CorrectiveActionStates"/>.</summary>
    public required string State { get; init; }

    /// <summary>How often the effect was checked and not found.</summary>
    public int FailedChecks { get; init; }

    public DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset ChangedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }
}

/// <summary>Where a corrective action stands. Their names are text keys <c>correctiveAction.state.{id}</c>.</summary>
public static class CorrectiveActionStates
{
    public const string Open = "open";
    public const string Effective = "effective";
    public const string NotEffective = "notEffective";

    public static IReadOnlyList<string> All { get; } = [Open, Effective, NotEffective];
}
