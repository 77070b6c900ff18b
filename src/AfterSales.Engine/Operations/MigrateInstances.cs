using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Interpretation.Migration;

namespace AfterSales.Engine.Operations;

/// <summary>Another version, and which of its elements take the place of which.</summary>
public sealed record MigrateInstances(long TargetDefinitionKey, IReadOnlyList<ElementMapping> Mappings);

/// <summary>What a migration would do to one instance, or why it cannot be made. Nothing was changed.</summary>
/// <param name="Failure">Why it cannot be made whatever the plan says: there is no such instance, it has ended, it is suspended.</param>
/// <param name="Problems">What of the plan does not fit the instance.</param>
/// <param name="Effects">What would happen, first of all <see cref="InstanceMigrated"/>; empty when it cannot be made.</param>
public sealed record MigrationPreview(long ProcessInstanceKey, Failure? Failure, IReadOnlyList<MigrationProblem> Problems, IReadOnlyList<Effect> Effects)
{
    public bool IsPossible => Failure is null && Problems.Count == 0;

    /// <summary>The version the instance follows; null when there is no such instance.</summary>
    public CompiledProcess? Source { get; init; }

    public string? BusinessKey { get; init; }

    /// <summary>What would no longer be waited for.</summary>
    public IReadOnlyList<EndedWait> Ended { get; init; } = [];
}
