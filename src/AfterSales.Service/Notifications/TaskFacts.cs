using AfterSales.Service.Languages;

namespace AfterSales.Service.Notifications;

/// <summary>What mails say about a user task.</summary>
public sealed record TaskFacts
{
    public required long Key { get; init; }

    public required LocalText Name { get; init; }

    /// <summary>The departments whose members may do it.</summary>
    public IReadOnlyList<string> CandidateGroups { get; init; } = [];

    /// <summary>The people who may do it besides.</summary>
    public IReadOnlyList<string> CandidateUsers { get; init; } = [];

    /// <summary>A person id or <c>customer:address</c>, whoever has it now; null while nobody has.</summary>
    public string? Assignee { get; init; }

    /// <summary>The template of its mails, when the diagram names one.</summary>
    public string? Template { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    /// <summary>"Why then?" in two sentences, by language code; empty without a due time.</summary>
    public IReadOnlyDictionary<string, string> Why { get; init; } = new Dictionary<string, string>();

    /// <summary>The case; null for a task of a process that belongs to none.</summary>
    public CaseFacts? Case { get; init; }
}
