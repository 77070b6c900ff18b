using AfterSales.Bpmn.Model;
using AfterSales.Feel.Dmn;

namespace AfterSales.Bpmn.Interpretation;

/// <summary>Everything the interpreter takes from outside: nothing else decides what it does.</summary>
public sealed class InterpreterContext
{
    /// <summary>The time of the whole step: <c>now()</c> in expressions, and the start of durations.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Gives a new key at every call; keys must be positive and differ within the instance.</summary>
    public required Func<long> NextKey { get; init; }

    /// <summary>The zone of <c>now()</c>, <c>today()</c> and of dates and times without an offset.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Where business rule tasks find decisions.</summary>
    public IDecisionSource Decisions { get; init; } = NoDecisions.Instance;

    /// <summary>
    /// How many elements one <see cref="Interpreter.Advance"/> may activate before the next one becomes an incident: an
    /// endless loop of automatic steps must not hold up a writer. Resolving the incident allows as many again.
    /// </summary>
    public int MaximumSteps { get; init; } = 10_000;
}

/// <summary>Finds deployed decisions; the engine answers from its cache, without waiting.</summary>
public interface IDecisionSource
{
    /// <summary>The decision, or null when there is none: that becomes an incident.</summary>
    DmnDecision? Find(string decisionId, BindingType binding, string? versionTag);
}

/// <summary>A source without decisions.</summary>
public sealed class NoDecisions : IDecisionSource
{
    public static NoDecisions Instance { get; } = new();

    public DmnDecision? Find(string decisionId, BindingType binding, string? versionTag) => null;
}
