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

    /// <summary>Everybody of a role or department that the notice names.</summary>
    Group,
}

/// <summary>One kind of mail of a step.</summary>
/// <param name="Template">Folder below <c>templates/</c>.</param>
/// <param name="Group">The role or department of <see cref="EscalationReceiver.Group"/>; null for all others.</param>
public sealed record EscalationNotice(EscalationReceiver To, string Template, string? Group = null);

/// <summary>One rung of the ladder, due when a share of the task's time has passed: 0.75, 1 (the due time), 1.5.</summary>
/// <param name="Urgent">Told at any hour, also where the task itself is not marked as urgent.</param>
/// <param name="Digest">Several tasks for one person are one mail; otherwise each has its own.</param>
public sealed record EscalationStep(string Id, decimal Share, IReadOnlyList<EscalationNotice> Notices, bool Urgent = false, bool Digest = true);

/// <summary>What happens to a task that is not done in time (OPN-06), as data.</summary>
public sealed record EscalationPolicy(string Id, LocalText Name, IReadOnlyList<EscalationStep> Steps)
{
    /// <summary>The policy of tasks that name none.</summary>
    public const string StandardId = "standard";

    /// <summary>0 for the shipped file; each edit counts one more.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int Version { get; init; }
}
