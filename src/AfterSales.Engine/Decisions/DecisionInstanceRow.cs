namespace AfterSales.Engine.Decisions;

/// <summary>
/// One decision evaluated by an instance, asked by a business rule task or required by the one that was asked: what went in, which rules
/// matched, what came out (JSON texts).
/// </summary>
public sealed record DecisionInstanceRow
{
    public long DecisionInstanceKey { get; init; }

    /// <summary>The same for the decision that was asked and those it required.</summary>
    public long DecisionEvaluationKey { get; init; }

    /// <summary>From 1 within the evaluation, required decisions first.</summary>
    public int Ordinal { get; init; } = 1;

    /// <summary>Evaluation and ordinal as one text: <c>KEY-1</c>.</summary>
    public string EvaluationInstanceKey { get; init; } = "";
    public string DecisionDefinitionId { get; init; } = "";
    public string DecisionDefinitionName { get; init; } = "";

    /// <summary>Of the version that was evaluated; null for a decision that is nobody's version.</summary>
    public long? DecisionDefinitionKey { get; init; }
    public int? DecisionDefinitionVersion { get; init; }
    public long? DecisionRequirementsKey { get; init; }

    /// <summary>Of the decision that was asked.</summary>
    public long? RootDecisionDefinitionKey { get; init; }

    /// <summary>One of <see cref="DecisionTypes"/>.</summary>
    public string DecisionDefinitionType { get; init; } = DecisionTypes.Table;

    /// <summary>One of <see cref="DecisionInstanceStates"/>.</summary>
    public string State { get; init; } = DecisionInstanceStates.Evaluated;

    /// <summary>Why there is no result although rules matched.</summary>
    public string? EvaluationFailure { get; init; }
    public long ProcessInstanceKey { get; init; }
    public long RootProcessInstanceKey { get; init; }
    public long ProcessDefinitionKey { get; init; }
    public long ElementInstanceKey { get; init; }
    public string ElementId { get; init; } = "";
    public DateTimeOffset EvaluationDate { get; init; }
    public string Result { get; init; } = "null";

    /// <summary>A list whose last entry is this decision, with its inputs and matched rules.</summary>
    public string Details { get; init; } = "[]";
}

/// <summary>Spellings of how an evaluation went.</summary>
public static class DecisionInstanceStates
{
    public const string Evaluated = "EVALUATED";
    public const string Failed = "FAILED";
}

/// <summary>Spellings of what a decision is made of.</summary>
public static class DecisionTypes
{
    public const string Table = "DECISION_TABLE";
    public const string Expression = "LITERAL_EXPRESSION";
}
