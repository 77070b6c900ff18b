using System.Text.Json;
using System.Text.RegularExpressions;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Forms;

/// <summary>The rules an answer must keep, each literal or a FEEL expression.</summary>
internal sealed record FormRules
{
    public static FormRules None { get; } = new();

    public FormSetting? Required { get; init; }

    public FormSetting? Min { get; init; }

    public FormSetting? Max { get; init; }

    public FormSetting? MinLength { get; init; }

    public FormSetting? MaxLength { get; init; }

    /// <summary>Not anchored, as in a browser: it must match somewhere in the text.</summary>
    public Regex? Pattern { get; init; }

    public LocalText? PatternMessage { get; init; }

    /// <summary><c>email</c>, <c>phone</c> or null.</summary>
    public string? ValidationType { get; init; }

    /// <summary>
    /// Property <c>refuse</c>: an expression over the answers and the process variables that is true for an answer which cannot be
    /// taken, such as a day off. <see cref="RefuseMessage"/> says why and what to do instead.
    /// </summary>
    public FormSetting? Refuse { get; init; }

    public LocalText? RefuseMessage { get; init; }

    public static FormRules Read(JsonElement component, IReadOnlyDictionary<string, string> properties, FormReading reading)
    {
        if (!component.TryGetProperty("validate", out var validate) || validate.ValueKind != JsonValueKind.Object)
            return WithRefusal(None, properties, reading);
        var rules = new FormRules
        {
            Required = FormSetting.Read(validate, "required", reading),
            Min = FormSetting.Read(validate, "min", reading),
            Max = FormSetting.Read(validate, "max", reading),
            MinLength = FormSetting.Read(validate, "minLength", reading),
            MaxLength = FormSetting.Read(validate, "maxLength", reading),
            Pattern = ReadPattern(FormJson.Text(validate, "pattern"), reading),
            PatternMessage = FormJson.Text(validate, "patternErrorMessage") is { } message
                ? FormJson.Translated(message, properties, "patternErrorMessage")
                : null,
            ValidationType = FormJson.Text(validate, "validationType"),
        };
        return WithRefusal(rules, properties, reading);
    }

    private static FormRules WithRefusal(FormRules rules, IReadOnlyDictionary<string, string> properties, FormReading reading)
    {
        if (!properties.TryGetValue("refuse", out var refuse))
            return rules;
        if (!properties.TryGetValue("refuse.message", out var message) || string.IsNullOrWhiteSpace(message))
        {
            reading.Refuse("'refuse' needs 'refuse.message': whoever is refused is told why.");
            return rules;
        }
        return rules with
        {
            Refuse = FormSetting.Expression(refuse, "refuse", reading),
            RefuseMessage = FormJson.Translated(message, properties, "refuse.message"),
        };
    }

    private static Regex? ReadPattern(string? pattern, FormReading reading)
    {
        if (string.IsNullOrEmpty(pattern))
            return null;
        try
        {
            // The schema's patterns are JavaScript's; the timeout keeps a careless one from holding up a server.
            return new Regex(pattern, RegexOptions.ECMAScript, TimeSpan.FromMilliseconds(250));
        }
        catch (ArgumentException)
        {
            reading.Refuse($"The pattern '{pattern}' is not a regular expression.");
            return null;
        }
    }
}
