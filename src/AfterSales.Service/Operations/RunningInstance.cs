using AfterSales.Service.Languages;

namespace AfterSales.Service.Operations;

/// <summary>An instance that runs on a version of a workflow, and where it waits.</summary>
/// <param name="CaseNumber">The case it belongs to; null for an instance of none.</param>
/// <param name="Subject">What the case is about; null without a case.</param>
/// <param name="IsHeld">An operator holds it.</param>
/// <param name="CallerKey">The instance that called it; null for one that nobody called.</param>
/// <param name="Steps">The innermost steps that run, the oldest first.</param>
public sealed record RunningInstance(
    long Key, string? CaseNumber, string? Subject, string? BusinessKey, DateTimeOffset StartedAt, bool IsHeld, bool HasIncident, long? CallerKey,
    IReadOnlyList<WaitingStep> Steps);

/// <summary>A step at which an instance stands.</summary>
/// <param name="IsStuck">It has an incident.</param>
public sealed record WaitingStep(string ElementId, LocalText Name, DateTimeOffset Since, bool IsStuck);

/// <summary>A step of a version, and how many tokens are in it now.</summary>
public sealed record StepInUse(string ElementId, LocalText Name, long Count);

/// <summary>Which instances of a version are wanted.</summary>
/// <param name="Text">Part of the case number, business key or key; null for all.</param>
/// <param name="Standing">Held or stuck ones only; null for all.</param>
/// <param name="StepId">Only those in this step.</param>
public sealed record RunningFilter(string? Text = null, InstanceStanding? Standing = null, string? StepId = null, int Skip = 0, int Take = 50);

/// <summary>How an instance stands.</summary>
public enum InstanceStanding
{
    Held,
    Stuck,
}

/// <summary>Some instances, the oldest first, and how many there are of that kind.</summary>
public sealed record RunningPage(IReadOnlyList<RunningInstance> Items, int Total);
