using System.Text.Json;
using AfterSales.Feel;
using AfterSales.Feel.Values;

namespace AfterSales.Service.Forms;

/// <summary>
/// A value in a form schema that may be written out or as a FEEL expression beginning with <c>=</c>: nearly every setting
/// of a form-js field allows both.
/// </summary>
internal sealed class FormSetting
{
    private readonly FeelValue _literal;
    private readonly FeelExpression? _expression;

    private FormSetting(FeelValue literal, FeelExpression? expression) => (_literal, _expression) = (literal, expression);

    /// <summary>The source of the expression; null for a literal.</summary>
    public string? Source => _expression?.Source;

    /// <summary>Names the expression reads.</summary>
    public IEnumerable<string> Variables => _expression?.Variables ?? [];

    public static FormSetting? Read(JsonElement owner, string name, FormReading reading)
    {
        if (owner.ValueKind != JsonValueKind.Object || !owner.TryGetProperty(name, out var json) || json.ValueKind == JsonValueKind.Null)
            return null;
        if (json.ValueKind == JsonValueKind.String && json.GetString() is ['=', .. var source])
            return reading.Compile(source, name) is { } expression ? new FormSetting(FeelValue.Null, expression) : null;
        return new FormSetting(FeelJson.Read(json), null);
    }

    public static FormSetting? Expression(string? source, string name, FormReading reading) =>
        string.IsNullOrWhiteSpace(source) ? null
        : reading.Compile(source.TrimStart('='), name) is { } expression ? new FormSetting(FeelValue.Null, expression)
        : null;

    public FeelValue Value(FormScope scope) => _expression is null ? _literal : _expression.Evaluate(scope, scope.Environment).Value;
}
