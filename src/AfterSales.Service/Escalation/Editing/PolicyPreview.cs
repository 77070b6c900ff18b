using AfterSales.Service.Languages;

namespace AfterSales.Service.Escalation.Editing;

/// <summary>What an edited policy would do to one rung of an open task.</summary>
/// <param name="OldAt">When it would have told; null for a new one.</param>
/// <param name="NewAt">When it would tell; null where it is taken away, and while its limit stands still.</param>
/// <param name="AtOnce">Its new time has passed already: whoever it names is told as soon as it applies (in his working time).</param>
public sealed record RungShift(
    long UserTaskKey, string? CaseNumber, LocalText Task, RungChangeKind Kind, string StepId, decimal Percent, DateTimeOffset? OldAt, DateTimeOffset? NewAt, bool AtOnce);

/// <summary>The sums of a preview.</summary>
/// <param name="Open">Open tasks that climb by this policy.</param>
/// <param name="Tasks">Those of which at least one rung changes.</param>
public sealed record LadderTotals(int Open, int Tasks, int Added, int Changed, int Removed, int AtOnce);

/// <summary>What an edit of a policy would change. Nothing was written; the fingerprint confirms it.</summary>
public sealed record PolicyPreview(string PolicyId, int Version, LadderTotals Totals, IReadOnlyList<RungShift> Shifts, string Fingerprint);
