using AfterSales.Service.Languages;

namespace AfterSales.Service.Escalation;

/// <summary>Who is told, as seen from the task; found among people when the step is due.</summary>
public enum EscalationReceiver
{
    /// <summary>Who holds the task; while nobody does, everyone who could take it.</summary>
    Assignee,

    /// <summary>The superior of those.</summary>
    Superior,

    /// <summary>The next level above.</summary>
    SuperiorOfSuperior,

    /// <summary>Who owns the process: account role <c>process-owner</c>, in the owning department if there is one.</summary>
    ProcessOwner,
}

/// <summary>One kind of mail of a step.</summary>
/// <param name="Template">Folder below <c>templates/</c>.</param>
public sealed record EscalationNotice(EscalationReceiver To, string Template);

/// <summary>One rung of the ladder, due when a share of the task's time has passed: 0.75, 1 (the due time), 1.5.</summary>
public sealed record EscalationStep(string Id, decimal Share, IReadOnlyList<EscalationNotice> Notices);

/// <summary>What happens to a task that is not done in time (OPN-06), as data.</summary>
public sealed record EscalationPolicy(string Id, LocalText Name, IReadOnlyList<EscalationStep> Steps)
{
    /// <summary>The policy of tasks that name none.</summary>
    public const string StandardId = "standard";

    /// <summary>What is wrong with it, in one sentence; null when it can be used.</summary>
    public string? Fault() =>
        string.IsNullOrWhiteSpace(Id) ? "A policy needs an id."
        : Steps.Count > 20 ? $"The policy '{Id}' has more than 20 steps."
        : Steps.Any(step => string.IsNullOrWhiteSpace(step.Id)) ? $"A step of the policy '{Id}' has no id."
        : Steps.Select(step => step.Id).Distinct(StringComparer.Ordinal).Count() != Steps.Count ? $"Two steps of the policy '{Id}' have the same id."
        : Steps.FirstOrDefault(step => step.Share is <= 0 or > 100) is { } wrong ? $"The step '{wrong.Id}' of the policy '{Id}' needs a share above 0 and up to 100."
        : Steps.FirstOrDefault(step => step.Notices.Count == 0) is { } silent ? $"The step '{silent.Id}' of the policy '{Id}' tells nobody."
        : null;
}
