using AfterSales.Engine.Commits;

namespace AfterSales.Engine.Conditionals;

/// <summary>Begins processes by their conditional start events (BPMN 2.0.2, 10.5.2).</summary>
public sealed class ConditionApi
{
    private readonly EngineCore _core;

    internal ConditionApi(EngineCore core) => _core = core;

    /// <summary>
    /// Asks conditional start events. When the task completes it is on disk what begins; each instance is begun by a command of its own right
    /// after, exactly once. A condition that is neither true nor false of these variables is Invalid when one process was asked for; among all
    /// processes it begins nothing and is logged, so that one process does not stand in the way of the others. NotFound: no such definition.
    /// </summary>
    public Task<Outcome<EvaluatedConditions>> EvaluateAsync(
        EvaluateConditions evaluate, string? actor = null, Action<CommitContext>? alongside = null, CancellationToken ct = default) =>
        _core.Commands.SendAsync("conditions.evaluate", actor, x => ConditionTransitions.Evaluate(x, evaluate, alongside), ct);
}
