using AfterSales.Feel;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Compilation;

/// <summary>The start events of a process. A process without <paramref name="None"/> cannot be started by hand.</summary>
public sealed record StartTriggers(CompiledElement? None, IReadOnlyList<MessageStart> Messages, IReadOnlyList<TimerStart> Timers)
{
    public IReadOnlyList<SignalStart> Signals { get; init; } = [];
}

/// <summary>A signal with this name starts an instance; the name is known at deployment.</summary>
public sealed record SignalStart(string ElementId, string SignalName);

/// <summary>A message with this name starts an instance; the name is known at deployment, there is no correlation.</summary>
public sealed record MessageStart(string ElementId, string MessageName);

/// <summary>A timer starts instances.</summary>
public sealed record TimerStart(string ElementId, TimerEvent Timer)
{
    /// <summary>
    /// When the first instance starts, counted from <paramref name="environment"/>'s now (the moment of deployment). A later
    /// firing of a cycle is one interval after the one before. There are no variables to read yet.
    /// </summary>
    public TimerScheduling Schedule(FeelEnvironment environment) => Timer.Schedule(FeelContext.Empty, environment);
}
