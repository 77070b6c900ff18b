namespace AfterSales.Bpmn.Interpretation;

/// <summary>Why a step could not be made. The names are Camunda's, see <see cref="IncidentTypeNames.ToApiName"/>.</summary>
public enum IncidentType
{
    /// <summary>None of the others: a loop without a wait, tokens that can never be joined.</summary>
    Unknown,

    /// <summary>An input or output mapping could not be applied.</summary>
    IoMappingError,

    /// <summary>A job failed and has no retries left.</summary>
    JobNoRetries,

    /// <summary>No condition of a gateway is true and it has no default flow.</summary>
    ConditionError,

    /// <summary>An expression gave a value of the wrong kind: a due date, a correlation key, an input collection.</summary>
    ExtractValueError,

    /// <summary>The process that a call activity calls is not there.</summary>
    CalledElementError,

    /// <summary>An error was thrown that nothing catches.</summary>
    UnhandledErrorEvent,

    /// <summary>The decision that a business rule task calls is not there.</summary>
    CalledDecisionError,

    /// <summary>A decision could not be evaluated.</summary>
    DecisionEvaluationError,
}

/// <summary>The spelling of incident types outside this library.</summary>
public static class IncidentTypeNames
{
    private static readonly string[] ApiNames =
    [
        "UNKNOWN", "IO_MAPPING_ERROR", "JOB_NO_RETRIES", "CONDITION_ERROR", "EXTRACT_VALUE_ERROR", "CALLED_ELEMENT_ERROR",
        "UNHANDLED_ERROR_EVENT", "CALLED_DECISION_ERROR", "DECISION_EVALUATION_ERROR",
    ];

    /// <summary>As the Camunda 8 REST API spells it: <c>EXTRACT_VALUE_ERROR</c>.</summary>
    public static string ToApiName(this IncidentType type) => ApiNames[(int)type];

    /// <summary>The type an API name stands for; null when there is none.</summary>
    public static IncidentType? FromApiName(string name)
    {
        var index = Array.IndexOf(ApiNames, name);
        return index < 0 ? null : (IncidentType)index;
    }
}
