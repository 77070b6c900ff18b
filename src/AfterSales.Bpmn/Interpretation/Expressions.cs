using System.Globalization;
using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.State;
using AfterSales.Feel;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Interpretation;

/// <summary>Evaluates what the model says, on the variables that a scope sees. Warnings are told as effects.</summary>
internal sealed class Expressions(InstanceState state, StateWriter write, FeelEnvironment environment)
{
    public FeelEnvironment Environment => environment;

    public IFeelScope Scope(long scopeKey, IReadOnlyDictionary<string, FeelValue>? over = null) => new VisibleVariables(state, scopeKey, over);

    public FeelResult Evaluate(CompiledValue value, string elementId, IFeelScope scope)
    {
        if (value.Expression is not { } expression)
            return new FeelResult(FeelValue.Of(value.Text), [], []);
        var result = expression.Evaluate(scope, environment);
        Warn(elementId, value.Text, result.Warnings);
        return result;
    }

    public FeelResult Evaluate(CompiledValue value, ElementInstance instance) => Evaluate(value, instance.ElementId, Scope(instance.Key));

    public void Warn(string elementId, string expression, IEnumerable<FeelWarning> warnings)
    {
        foreach (var warning in warnings)
            write.Tell(new ExpressionWarned(elementId, expression, warning.Message));
    }

    /// <summary>A condition: null counts as false and leaves a warning.</summary>
    public Step<bool> Condition(CompiledValue value, string elementId, IFeelScope scope)
    {
        var result = Evaluate(value, elementId, scope);
        switch (result.Value)
        {
            case FeelBoolean condition:
                return condition.Value;
            case FeelNull:
                if (result.Warnings.Count == 0)
                    write.Tell(new ExpressionWarned(elementId, value.Text, "The condition is null, which counts as false."));
                return false;
            default:
                return Unexpected(value, "true or false", result.Value);
        }
    }

    public Step<string> Text(CompiledValue value, string what, ElementInstance instance) => Evaluate(value, instance).Value switch
    {
        FeelString { Value.Length: > 0 } text => text.Value,
        var other => Unexpected(value, $"the {what} to be a text", other),
    };

    /// <summary>A text or null, for things that need not be said.</summary>
    public Step<string?> OptionalText(CompiledValue? value, string what, ElementInstance instance)
    {
        if (value is null)
            return default(string);
        return Evaluate(value, instance).Value switch
        {
            FeelString { Value.Length: > 0 } text => text.Value,
            FeelNull or FeelString => default(string),
            var other => Unexpected(value, $"the {what} to be a text", other),
        };
    }

    /// <summary>A list of texts, or one text with commas.</summary>
    public Step<IReadOnlyList<string>> Texts(CompiledValue? value, string what, ElementInstance instance)
    {
        if (value is null)
            return new Step<IReadOnlyList<string>>([], null);
        return Evaluate(value, instance).Value switch
        {
            FeelNull => new Step<IReadOnlyList<string>>([], null),
            FeelString text => text.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            FeelList list when list.Items.All(item => item is FeelString) => list.Items.Select(item => ((FeelString)item).Value).ToList(),
            var other => Unexpected(value, $"the {what} to be a list of texts", other),
        };
    }

    /// <summary>A whole number in a range; <paramref name="otherwise"/> when nothing is said or null is given.</summary>
    public Step<int> Number(CompiledValue? value, string what, int least, int greatest, int? otherwise, ElementInstance instance)
    {
        if (value is null)
            return otherwise ?? least;
        var result = Evaluate(value, instance).Value;
        if (result is FeelNull && otherwise is { } usual)
            return usual;
        var number = result switch
        {
            FeelNumber feel => feel.Value,
            FeelString text when decimal.TryParse(text.Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var parsed) => parsed,
            _ => decimal.MinValue,
        };
        if (number < least || number > greatest || number != decimal.Truncate(number))
            return Unexpected(value, FormattableString.Invariant($"the {what} to be a whole number from {least} to {greatest}"), result);
        return (int)number;
    }

    /// <summary>
    /// A moment with the notes of the functions that computed it. Null means there is none, unless a warning says that it
    /// came about by mistake: a deadline must not get lost in silence.
    /// </summary>
    public Step<(DateTimeOffset? At, IReadOnlyList<object> Notes)> Moment(CompiledValue? value, string what, ElementInstance instance)
    {
        if (value is null)
            return (null, []);
        var result = Evaluate(value, instance);
        if (result.Value is FeelNull && result.Warnings.Count == 0)
            return (null, []);
        if (TimerValue.Instant(result.Value, environment.Zone) is { } instant)
            return (instant, result.Notes);
        var because = result.Warnings.Count > 0 ? " " + result.Warnings[0].Message : "";
        var failure = Unexpected(value, $"the {what} to be a date and time", result.Value);
        return failure with { Message = failure.Message + because };
    }

    public static StepFailure Unexpected(CompiledValue value, string expected, FeelValue actual) => new(
        IncidentType.ExtractValueError,
        $"Expected {expected}, but '{value.Text}' gives {(actual.IsNull ? "null" : $"the {actual.TypeName} {Shortened(actual)}")}.");

    private static string Shortened(FeelValue value) => value.ToString() is { Length: > 100 } text ? text[..100] + "…" : value.ToString();
}
