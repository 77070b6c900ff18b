using AfterSales.Bpmn.Interpretation.Migration;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Designer.Migration;

/// <summary>A version of a workflow and how many instances run on it.</summary>
public sealed record WorkflowVersion(long DefinitionKey, int Version, DateTimeOffset DeployedAt, int Running);

/// <summary>An element of the old version that can hold work, and where it may go on.</summary>
/// <param name="InUse">How many running instances are in it right now.</param>
/// <param name="Proposed">The element proposed for it: the one of the same id and kind; null when there is none.</param>
/// <param name="Options">All elements of the new version of its kind.</param>
public sealed record MappingRow(string ElementId, LocalText Name, string Type, long InUse, string? Proposed, IReadOnlyList<MappingOption> Options);

/// <summary>An element of the new version.</summary>
public sealed record MappingOption(string ElementId, LocalText Name);

/// <summary>What a migration does to one running case, or all that stands in its way.</summary>
/// <param name="CaseNumber">The key of the case; null for an instance of none.</param>
/// <param name="Gone">The instance has ended meanwhile, or is suspended: why, in English.</param>
public sealed record CasePreview(
    long InstanceKey, string? CaseNumber, IReadOnlyList<PreviewLine> Lines, IReadOnlyList<PreviewProblem> Problems, string? Gone)
{
    public bool IsPossible => Gone is null && Problems.Count == 0;
}

/// <summary>What happens to something of a case.</summary>
public enum PreviewKind
{
    /// <summary>A step goes on, perhaps under another name.</summary>
    Step,

    /// <summary>A timer stays, with its due time.</summary>
    TimerKept,
    TimerBegun,
    TimerEnded,
    MessageKept,
    MessageBegun,
    MessageEnded,
}

/// <param name="From">The element of the old version; null for what begins.</param>
/// <param name="To">The element of the new version; null for what ends.</param>
public sealed record PreviewLine(PreviewKind Kind, LocalText? From, LocalText? To, DateTimeOffset? DueAt = null);

/// <summary>What stands in the way of a case; the texts are names of elements.</summary>
public sealed record PreviewProblem(MigrationProblemCode Code, LocalText Element, LocalText? Other, string? Detail);

/// <summary>Running cases of one version, as they would go over to another.</summary>
/// <param name="Cases">At most <see cref="CaseMigration.MostLookedAt"/>, the oldest first.</param>
/// <param name="Running">How many there are; of a choice, how many of it still run.</param>
public sealed record MigrationView(
    WorkflowVersion From, WorkflowVersion To, IReadOnlyList<MappingRow> Rows, int MappedByThemselves, IReadOnlyList<CasePreview> Cases, int Running);
