using System.Text.Json;

namespace AfterSales.Engine.Decisions;

/// <summary>The evidence of one evaluated decision; values are JSON texts.</summary>
public sealed record DecisionDetails(IReadOnlyList<DecisionValue> Inputs, IReadOnlyList<DecisionRule> MatchedRules)
{
    /// <summary>Reads <see cref="DecisionInstanceRow.Details"/>.</summary>
    public static DecisionDetails Of(DecisionInstanceRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        using var json = JsonDocument.Parse(row.Details);
        if (json.RootElement.GetArrayLength() == 0)
            return new([], []);
        var own = json.RootElement[json.RootElement.GetArrayLength() - 1];
        return new(
            Values(own.GetProperty("inputs")),
            [.. own.GetProperty("matchedRules").EnumerateArray().Select(rule => new DecisionRule(
                rule.GetProperty("index").GetInt32(), rule.GetProperty("id").GetString() ?? "", Values(rule.GetProperty("outputs"))))]);
    }

    private static List<DecisionValue> Values(JsonElement list) =>
        [.. list.EnumerateArray().Select(value => new DecisionValue(
            value.GetProperty("id").GetString() ?? "", value.GetProperty("name").GetString() ?? "", value.GetProperty("value").GetRawText()))];
}

/// <summary>An input or output of a decision table and the value it had.</summary>
public sealed record DecisionValue(string Id, string Name, string Json);

/// <summary>A rule that matched; <paramref name="Index"/> from 1.</summary>
public sealed record DecisionRule(int Index, string Id, IReadOnlyList<DecisionValue> Outputs);
