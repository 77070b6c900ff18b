using AfterSales.Engine.Deployments;
using AfterSales.Feel.Dmn;

namespace AfterSales.Engine.Decisions;

/// <summary>What a decision gave when it was asked outside any process; nothing of it is stored.</summary>
/// <param name="Definition">The version that was evaluated.</param>
/// <param name="Evaluated">Every decision on the way, the required ones first, with the deployed version of each.</param>
/// <param name="FailureMessage">Why there is no result although rules matched: they contradict each other, or an output could not be computed.</param>
public sealed record DecisionEvaluation(
    DecisionDefinitionRow Definition, DmnResult Result, IReadOnlyList<(DecisionDefinitionRow Definition, DmnEvaluatedDecision Decision, bool IsTable)> Evaluated, string? FailureMessage);
