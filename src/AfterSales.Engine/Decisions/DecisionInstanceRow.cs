namespace AfterSales.Engine.Decisions;

/// <summary>One evaluation of a decision by an instance: what went in, which rules matched, what came out (JSON texts).</summary>
public sealed record DecisionInstanceRow
{
    public long DecisionInstanceKey { get; init; }
    public string DecisionDefinitionId { get; init; } = "";
    public long ProcessInstanceKey { get; init; }
    public long ProcessDefinitionKey { get; init; }
    public long ElementInstanceKey { get; init; }
    public string ElementId { get; init; } = "";
    public DateTimeOffset EvaluationDate { get; init; }
    public string Result { get; init; } = "null";

    /// <summary>The decisions evaluated on the way, required ones first: inputs, matched rules, outputs.</summary>
    public string EvaluatedDecisions { get; init; } = "[]";
}
