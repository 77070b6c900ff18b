using AfterSales.Feel;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Compilation;

/// <summary>The three ways of BPMN to say when.</summary>
public enum TimerKind
{
    /// <summary><c>timeDate</c>: once, at that moment.</summary>
    Date,

    /// <summary><c>timeDuration</c>: once, after that span.</summary>
    Duration,

    /// <summary><c>timeCycle</c>: <c>R3/PT10M</c>, again and again.</summary>
    Cycle,
}

/// <summary>A point in time, a span or a repetition.</summary>
public sealed record TimerEvent(TimerKind Kind, CompiledValue Value) : EventDefinition
{
    /// <summary>
    /// Works out when the timer fires. A date without an offset is read in the zone of <paramref name="environment"/>;
    /// a moment that has passed fires at once.
    /// </summary>
    public TimerScheduling Schedule(IFeelScope scope, FeelEnvironment environment)
    {
        var result = Value.Expression?.Evaluate(scope, environment);
        var value = result?.Value ?? FeelValue.Of(Value.Text);
        var scheduling = Kind switch
        {
            TimerKind.Date => TimerValue.Date(value, environment),
            TimerKind.Duration => TimerValue.Duration(value, environment),
            _ => TimerValue.Cycle(value, environment),
        };
        if (scheduling.Schedule is { } schedule)
            return scheduling with { Schedule = schedule with { Notes = result?.Notes ?? [] }, Warnings = result?.Warnings ?? [] };
        return scheduling with { Warnings = result?.Warnings ?? [] };
    }
}
