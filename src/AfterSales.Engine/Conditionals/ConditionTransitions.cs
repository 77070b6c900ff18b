using System.Text.Json;
using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.State;
using AfterSales.Engine.Commits;
using AfterSales.Engine.Deployments;
using AfterSales.Engine.Instances;
using AfterSales.Feel;
using AfterSales.Feel.Values;
using Microsoft.Extensions.Logging;

namespace AfterSales.Engine.Conditionals;

/// <summary>Asks conditional start events; what begins is an outbox item of the command that asked and a command of its own.</summary>
internal static class ConditionTransitions
{
    public const string StartKind = "engine:start-by-condition";

    public static Outcome<EvaluatedConditions> Evaluate(Execution x, EvaluateConditions evaluate, Action<CommitContext>? alongside)
    {
        x.Alongside = alongside;
        if (evaluate.DefinitionKey is { } key && (x.Core.Definitions.Find(key, x.Session) is null || x.Session.Definitions.IsDeletedProcess(key)))
            return Failure.NotFound($"Expected process definition {key} to be deployed, but it is not.");
        var environment = new FeelEnvironment(x.Now, x.Core.Zone);
        var starting = new List<(DeployedProcess Definition, ConditionStart Start)>();
        foreach (var definition in Asked(x, evaluate))
            foreach (var start in definition.Process.StartTriggers.Conditions.Where(start => start.Concerns(evaluate.Variables)))
                switch (start.Evaluate(evaluate.Variables, environment))
                {
                    // An event with several conditions that are true happens once.
                    case true when !starting.Exists(one => one.Definition == definition && one.Start.ElementId == start.ElementId):
                        starting.Add((definition, start));
                        break;
                    case null when evaluate.DefinitionKey is not null:
                        return Failure.Invalid(Undecided(definition, start));
                    case null:
                        x.Core.Log.LogWarning("{Message} It begins nothing.", Undecided(definition, start));
                        break;
                }
        var variables = FeelJson.ToJson(evaluate.Variables);
        return new EvaluatedConditions(x.Core.Keys.Next(), [.. starting.Select(one => Begin(x, one.Definition, one.Start, variables))]);
    }

    public static void Start(Execution x, string payload)
    {
        var start = JsonSerializer.Deserialize<StartByCondition>(payload)!;
        if (x.Core.Definitions.Find(start.DefinitionKey, x.Session) is not { } definition)
            return;
        InstanceTransitions.Start(x, definition, new NewInstance
        {
            ProcessInstanceKey = start.InstanceKey,
            ProcessDefinitionKey = start.DefinitionKey,
        }, (FeelContext)FeelJson.Parse(start.Variables), start.ElementId);
    }

    private static IEnumerable<DeployedProcess> Asked(Execution x, EvaluateConditions evaluate) =>
        (evaluate.DefinitionKey is { } key ? [key] : x.Session.Conditions.Definitions()).Select(definition => x.Core.Definitions.Find(definition, x.Session)).OfType<DeployedProcess>();

    private static BegunInstance Begin(Execution x, DeployedProcess definition, ConditionStart start, string variables)
    {
        var begun = new BegunInstance(x.Core.Keys.Next(), definition.Row.ProcessDefinitionKey);
        x.FollowUp(StartKind, JsonSerializer.Serialize(new StartByCondition(begun.ProcessInstanceKey, begun.ProcessDefinitionKey, start.ElementId, variables)));
        return begun;
    }

    private static string Undecided(DeployedProcess definition, ConditionStart start) =>
        $"Expected the condition of '{start.ElementId}' of process '{definition.Process.Id}' ({start.Definition.Condition.Text}) to be true or false of these variables, but it is neither.";

    private sealed record StartByCondition(long InstanceKey, long DefinitionKey, string ElementId, string Variables);
}
