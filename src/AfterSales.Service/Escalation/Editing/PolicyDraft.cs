using System.Text.Json;
using AfterSales.Service.Calendars.Editing;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Escalation.Editing;

/// <summary>An escalation policy as somebody edits it; <see cref="PolicyCheck"/> makes a policy of it.</summary>
public sealed record PolicyDraft
{
    /// <summary>The name for people.</summary>
    public LocalText? Name { get; init; }

    /// <summary>The rungs, earliest first.</summary>
    public IReadOnlyList<StepDraft?>? Steps { get; init; }

    /// <summary>The draft that changes nothing.</summary>
    public static PolicyDraft Of(EscalationPolicy policy) => new()
    {
        Name = policy.Name,
        Steps = [.. policy.Steps.Select(step => new StepDraft
        {
            Id = step.Id,
            Percent = step.Share * 100,
            Urgent = step.Urgent,
            Digest = step.Digest,
            Notices = [.. step.Notices.Select(notice => new NoticeDraft(JsonNamingPolicy.CamelCase.ConvertName(notice.To.ToString()), notice.Template, notice.Group))],
        })],
    };

    /// <summary>Reads a draft; null when it is not JSON of this form.</summary>
    public static PolicyDraft? Read(string json) => RuleDraftJson.Read<PolicyDraft>(json);

    /// <summary>The same as JSON; equal drafts give equal text.</summary>
    public string Write() => RuleDraftJson.Write(this);
}

/// <summary>A rung as it is edited.</summary>
public sealed record StepDraft
{
    /// <summary>Keeps its place in running ladders; a new step needs none.</summary>
    public string? Id { get; init; }

    /// <summary>When: in per cent of the task's time; 100 is the due time.</summary>
    public decimal? Percent { get; init; }

    /// <summary>Told at any hour.</summary>
    public bool Urgent { get; init; }

    /// <summary>Several tasks in one mail; true where nothing is said.</summary>
    public bool? Digest { get; init; }

    /// <summary>Who is told.</summary>
    public IReadOnlyList<NoticeDraft?>? Notices { get; init; }
}

/// <summary>Who is told, as it is edited.</summary>
/// <param name="To"><c>assignee</c>, <c>superior</c>, <c>superiorOfSuperior</c>, <c>processOwner</c> or <c>group</c>.</param>
/// <param name="Template"><c>reminder</c>, <c>overdue</c> or <c>escalation</c>; what fits where nothing is said.</param>
/// <param name="Group">The role or department of <c>group</c>.</param>
public sealed record NoticeDraft(string? To, string? Template = null, string? Group = null);
