using AfterSales.Engine.Commits;
using AfterSales.Feel;
using AfterSales.Feel.Dmn;
using AfterSales.Feel.Values;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Service.Workflows;
using Microsoft.Extensions.Logging;

namespace AfterSales.Service.Escalation;

/// <summary>
/// Which policy a task gets that names none: what the deployed decision <c>escalation-policy</c> says of kind and urgency of the case,
/// priority of the task and role that does it. Where it says nothing, names a policy that is not there, or cannot be evaluated, the
/// standard policy: a mistake in a table must neither silence a deadline nor stop a case.
/// </summary>
internal sealed class PolicyChoice(EscalationPolicies policies, ILogger<PolicyChoice> log)
{
    /// <summary>Id of the decision.</summary>
    public const string DecisionId = "escalation-policy";

    public EscalationPolicy Of(CommitContext commit, UserTaskCreated task) =>
        (Asked(commit, task) is { Length: > 0 } id ? policies.Find(commit, id) : null) ?? policies.FindOrStandard(commit, EscalationPolicy.StandardId);

    private string? Asked(CommitContext commit, UserTaskCreated task)
    {
        try
        {
            if (commit.Decision(DecisionId) is not { } decision)
                return null;
            return Asked(decision, task, commit.Now);
        }
        catch (InvalidOperationException broken)
        {
            log.LogWarning(broken, "The decision {Decision} cannot be read; the standard policy is taken.", DecisionId);
            return null;
        }
    }

    /// <summary>Id of the policy that the decision names for a task; null where it names none.</summary>
    public static string? Asked(DmnDecision decision, UserTaskCreated task, DateTimeOffset now)
    {
        var about = task.Variables.Entries.GetValueOrDefault("case") as FeelContext;
        FeelValue Fact(string name) => about?.Entries.GetValueOrDefault(name) is FeelString fact ? fact : FeelValue.Null;
        var inputs = JobResult.Of(
            ("kind", Fact("kind")), ("urgency", Fact("urgency")), ("priority", FeelValue.Of((decimal)task.Priority)),
            ("role", task.CandidateGroups is [var group, ..] ? FeelValue.Of(group) : FeelValue.Null));
        return decision.Evaluate(inputs, new FeelEnvironment(now, TimeZoneInfo.Utc)).Value switch
        {
            FeelString { Value: var id } => id,
            FeelContext result when result.Entries.GetValueOrDefault("policy") is FeelString { Value: var id } => id,
            _ => null,
        };
    }
}
