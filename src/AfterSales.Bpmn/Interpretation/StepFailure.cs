namespace AfterSales.Bpmn.Interpretation;

/// <summary>Why a step could not be made: becomes an incident on the element, in one place.</summary>
internal sealed record StepFailure(IncidentType Type, string Message, long? JobKey = null);

/// <summary>A value, or why there is none.</summary>
internal readonly record struct Step<T>(T Value, StepFailure? Failure)
{
    public static implicit operator Step<T>(T value) => new(value, null);

    public static implicit operator Step<T>(StepFailure failure) => new(default!, failure);
}
