using System.Buffers;
using System.Text;
using System.Text.Json;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Feel.Dmn;
using AfterSales.Feel.Values;

namespace AfterSales.Engine.Decisions;

/// <summary>What is kept of a decision's evaluation: enough to show which rules matched and why.</summary>
internal static class DecisionRecord
{
    public static DecisionInstanceRow Of(DecisionEvaluated e, long key, long instanceKey, long definitionKey, DateTimeOffset at) => new()
    {
        DecisionInstanceKey = key,
        DecisionDefinitionId = e.DecisionId,
        ProcessInstanceKey = instanceKey,
        ProcessDefinitionKey = definitionKey,
        ElementInstanceKey = e.ElementInstanceKey,
        ElementId = e.ElementId,
        EvaluationDate = at,
        Result = FeelJson.ToJson(e.Result.Value),
        EvaluatedDecisions = Evaluated(e.Result.Evaluated),
    };

    private static string Evaluated(IReadOnlyList<DmnEvaluatedDecision> decisions)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var decision in decisions)
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
