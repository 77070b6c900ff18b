using System.Collections.Concurrent;
using System.Text.Json;
using AfterSales.Feel;
using AfterSales.Feel.Values;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Designer.Runs;

/// <summary>Something an automatic step may give: its name in words and the variables.</summary>
public sealed record StepOutcome(LocalText Name, FeelContext Result);

/// <summary>
/// What the steps of the product would give, from the embedded <c>outcomes.json</c>: the usual result first, then others. A result is an
/// expression over what the step was given, so that it fits the run.
/// </summary>
public sealed class StepOutcomes
{
    private readonly FeelCompiler _feel;
    private readonly Dictionary<string, Written[]> _known;
    private readonly ConcurrentDictionary<string, FeelExpression> _compiled = new();

    public StepOutcomes(FeelCompiler feel)
    {
        _feel = feel;
        using var stream = typeof(StepOutcomes).Assembly.GetManifestResourceStream("Designer/outcomes.json")!;
        _known = JsonSerializer.Deserialize<Dictionary<string, Written[]>>(stream, JsonSerializerOptions.Web)!;
    }

    /// <summary>The job types whose results are known.</summary>
    public IEnumerable<string> JobTypes => _known.Keys;

    /// <summary>What a step of this type may give, the usual one first; empty for a type nobody knows.</summary>
    public IReadOnlyList<StepOutcome> Of(string jobType, FeelContext given, FeelEnvironment environment) =>
        _known.TryGetValue(jobType, out var outcomes)
            ? [.. outcomes.Select(outcome => new StepOutcome(outcome.Name, Evaluate(outcome.Result, given, environment)))]
            : [];

    private FeelContext Evaluate(string expression, FeelContext given, FeelEnvironment environment)
    {
        var compiled = _compiled.GetOrAdd(expression, text => _feel.Expression(text) is { Value: { } parsed } ? parsed
            : throw new InvalidOperationException($"The result '{text}' is no expression."));
        return compiled.Evaluate(given, environment).Value as FeelContext ?? FeelContext.Empty;
    }

    private sealed record Written(LocalText Name, string Result);
}
