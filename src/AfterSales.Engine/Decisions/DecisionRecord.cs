using System.Buffers;
using System.Text;
using System.Text.Json;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Engine.Commits;
using AfterSales.Engine.Instances;
using AfterSales.Feel.Dmn;
using AfterSales.Feel.Values;

namespace AfterSales.Engine.Decisions;

/// <summary>What is kept of a decision's evaluation: enough to show which rules matched and why.</summary>
internal static class DecisionRecord
{
    /// <summary>One row per evaluated decision, in the commit of the step.</summary>
    public static void Write(Execution x, LoadedInstance instance, DecisionEvaluated e)
    {
        var call = instance.Definition.Process.FindElement(e.ElementId)?.Decision;
        var file = call is null ? null : x.Decisions?.FileOf(e.DecisionId, call.Binding, call.VersionTag);
        var asked = file?.Find(e.DecisionId)?.Key;
        var evaluation = 0L;
        for (var i = 0; i < e.Result.Evaluated.Count; i++)
        {
            var decision = e.Result.Evaluated[i];
            var deployed = file?.Find(decision.DecisionId);
            var key = x.Core.Keys.Next();
            evaluation = evaluation == 0 ? key : evaluation;
            x.Session.Decisions.Insert(new DecisionInstanceRow
            {
                DecisionInstanceKey = key,
                DecisionEvaluationKey = evaluation,
                Ordinal = i + 1,
                DecisionDefinitionId = decision.DecisionId,
                DecisionDefinitionKey = deployed?.Key,
                RootDecisionDefinitionKey = asked,
                DecisionDefinitionType = deployed?.IsTable == false ? DecisionTypes.Expression : DecisionTypes.Table,
                // What is broken is the one that was asked, the last; the others have given their part.
                EvaluationFailure = e.Result.IsBroken && i == e.Result.Evaluated.Count - 1 ? e.Result.Warnings[0].Message : null,
                ProcessInstanceKey = instance.Key,
                ProcessDefinitionKey = instance.Definition.Row.ProcessDefinitionKey,
                ElementInstanceKey = e.ElementInstanceKey,
                ElementId = e.ElementId,
                EvaluationDate = x.Now,
                Result = FeelJson.ToJson(decision.Value),
                Details = Details(decision),
            });
        }
    }

    private static string Details(DmnEvaluatedDecision decision)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            Write(json, decision);
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, DmnEvaluatedDecision decision)
    {
        json.WriteStartObject();
        json.WriteString("decisionId", decision.DecisionId);
        json.WriteString("decisionName", decision.DecisionName);
        json.WritePropertyName("value");
        FeelJson.Write(json, decision.Value);
        json.WriteStartArray("inputs");
        foreach (var input in decision.Inputs)
            Write(json, input.Id, input.Name, input.Value);
        json.WriteEndArray();
        json.WriteStartArray("matchedRules");
        foreach (var rule in decision.MatchedRules)
        {
            json.WriteStartObject();
            json.WriteNumber("index", rule.Index);
            json.WriteString("id", rule.Id);
            json.WriteStartArray("outputs");
            foreach (var output in rule.Outputs)
                Write(json, output.Id, output.Name, output.Value);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string id, string name, FeelValue value)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("name", name);
        json.WritePropertyName("value");
        FeelJson.Write(json, value);
        json.WriteEndObject();
    }
}
