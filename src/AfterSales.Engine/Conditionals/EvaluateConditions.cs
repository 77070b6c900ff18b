using AfterSales.Feel.Values;

namespace AfterSales.Engine.Conditionals;

/// <summary>Asks conditional start events of processes whether these variables begin an instance. <see cref="Variables"/> are asked of, and go to what begins.</summary>
public sealed record EvaluateConditions(FeelContext Variables)
{
    /// <summary>Only this version, latest or not; null: the latest versions of all processes.</summary>
    public long? DefinitionKey { get; init; }
}

/// <summary>What an evaluation began: one instance per start event whose condition is true, so several of one process are possible.</summary>
public sealed record EvaluatedConditions(long EvaluationKey, IReadOnlyList<BegunInstance> Instances);

/// <summary>An instance that begins right after the commit that told of it.</summary>
public sealed record BegunInstance(long ProcessInstanceKey, long ProcessDefinitionKey);
