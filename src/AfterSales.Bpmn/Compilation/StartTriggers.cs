using AfterSales.Feel;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Compilation;

/// <summary>The start events of a process, and what begins an instance besides. A process without <paramref name="None"/> cannot be started by hand.</summary>
public sealed record StartTriggers(CompiledElement? None, IReadOnlyList<MessageStart> Messages, IReadOnlyList<TimerStart> Timers)
{
    public IReadOnlyList<SignalStart> Signals { get; init; } = [];

    public IReadOnlyList<ConditionStart> Conditions { get; init; } = [];
}

/// <summary>A condition that starts an instance when it is true of variables that somebody sends.</summary>
public sealed record ConditionStart(string ElementId, ConditionEvent Definition)
{
    /// <summary>Whether it has to be asked of these variables.</summary>
    public bool Concerns(FeelContext variables) =>
        Definition.VariableNames.Count == 0 || Definition.VariableNames.Any(name => variables.TryGet(name, out _));

    /// <summary>True, false, or null when it gives something that is neither. FEEL's null, so also a variable that was not sent, counts as false.</summary>
    public bool? Evaluate(FeelContext variables, FeelEnvironment environment) => Definition.Condition.Expression!.Evaluate(variables, environment).Value switch
    {
        FeelBoolean answer => answer.Value,
        FeelNull => false,
        _ => null,
    };
}

/// <summary>A signal with this name starts an instance; the name is known at deployment.</summary>
public sealed record SignalStart(string ElementId, string SignalName);

/// <summary>A message with this name starts an instance; the name is known at deployment.</summary>
/// <param name="IsOneOfSeveral">
/// The message is one of several that must all come (a parallel event-based gateway, a parallel multiple start event): an instance that others began already, and that waits
/// for this message with the same correlation key, takes it instead. Otherwise there is no correlation.
/// </param>
public sealed record MessageStart(string ElementId, string MessageName, bool IsOneOfSeveral = false);

/// <summary>A timer starts instances.</summary>
public sealed record TimerStart(string ElementId, TimerEvent Timer)
{
    /// <summary>
    /// When the first instance starts, counted from <paramref name="environment"/>'s now (the moment of deployment). A later
    /// firing of a cycle is one interval after the one before. There are no variables to read yet.
    /// </summary>
    public TimerScheduling Schedule(FeelEnvironment environment) => Timer.Schedule(FeelContext.Empty, environment);
}
