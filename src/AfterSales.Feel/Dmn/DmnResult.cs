using AfterSales.Feel.Values;

namespace AfterSales.Feel.Dmn;

/// <summary>The outcome of a decision and of the decisions it required.</summary>
/// <param name="Evaluated">Every decision that was evaluated, the required ones first.</param>
public sealed record DmnResult(FeelValue Value, IReadOnlyList<FeelWarning> Warnings, IReadOnlyList<DmnEvaluatedDecision> Evaluated)
{
    /// <summary>
    /// Rules matched, and yet there is no result: they contradict each other, or an output could not be computed. That no rule matches is a
    /// result: null.
    /// </summary>
    public bool IsBroken => this is { Value: FeelNull, Warnings.Count: > 0, Evaluated: [.., { MatchedRules.Count: > 0 }] };
}

/// <summary>How one decision came to its value: the evidence shown to a person who asks why.</summary>
/// <param name="Inputs">The inputs of a decision table with their values; empty for other logic.</param>
/// <param name="MatchedRules">The rules that matched, in the order in which the table lists them.</param>
public sealed record DmnEvaluatedDecision(string DecisionId, string DecisionName, FeelValue Value, IReadOnlyList<DmnInput> Inputs, IReadOnlyList<DmnMatchedRule> MatchedRules);

/// <summary>An input of a decision table and the value it had.</summary>
public sealed record DmnInput(string Id, string Name, FeelValue Value);

/// <summary>A rule that matched, with its outputs.</summary>
/// <param name="Index">From 1, as the table numbers its rows.</param>
public sealed record DmnMatchedRule(int Index, string Id, IReadOnlyList<DmnOutput> Outputs);

/// <summary>An output of a matched rule.</summary>
public sealed record DmnOutput(string Id, string Name, FeelValue Value);
