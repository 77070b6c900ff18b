using System.Text.RegularExpressions;
using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Feel;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Lint.Soundness;

/// <summary>
/// What can be said of a complex gateway without knowing any data: an activation condition that speaks of tokens alone is worked out, one that
/// speaks of data may be true or not; of an outgoing condition it is known in which phases it can be true.
/// </summary>
internal static partial class GatewayPhases
{
    /// <summary>These give the same for the same arguments; others may ask the clock, or be a free choice of a test.</summary>
    private static readonly HashSet<string> Pure = new(StringComparer.Ordinal) { "not", "and", "or", "if", "then", "else", "between", "in", "count", "sum", "min", "max", "abs" };

    /// <summary>Whether the gateway goes on with a token on each of these flows; null when data decide.</summary>
    public static bool? Activates(CompiledProcess process, CompiledElement gateway, IReadOnlySet<int> filled)
    {
        var condition = gateway.Activation!;
        if (!Knows(condition, ComplexJoins.Count, ComplexJoins.Counts))
            return null;
        var tokens = FeelContext.Empty.With(ComplexJoins.Count, FeelValue.Of(filled.Count)).With(ComplexJoins.Counts, new FeelContext(
            gateway.Incoming.Select(flow => KeyValuePair.Create(process.Flows[flow].Id, (FeelValue)FeelValue.Of(filled.Contains(flow) ? 1 : 0)))));
        return IsTrue(condition, tokens);
    }

    /// <summary>Whether the flow is taken in a phase; null when data decide.</summary>
    public static bool? Takes(CompiledValue? condition, bool waitingForStart)
    {
        if (condition is null)
            return true;
        if (Knows(condition, ComplexJoins.WaitingForStart))
            return IsTrue(condition, FeelContext.Empty.With(ComplexJoins.WaitingForStart, FeelValue.Of(waitingForStart)));
        // Of several things that must all be true the phase is one.
        var conjunction = Conjunction().Match(condition.Text);
        return conjunction.Success && conjunction.Groups["not"].Success == waitingForStart ? false : null;
    }

    /// <summary>Whether the condition is the same in both phases, as far as one can see.</summary>
    public static bool IgnoresPhase(CompiledValue? condition) => condition?.Expression is not { } expression || !expression.Variables.Contains(ComplexJoins.WaitingForStart);

    private static bool Knows(CompiledValue condition, params ReadOnlySpan<string> names)
    {
        if (condition.Expression is not { } expression)
            return true;
        foreach (var name in expression.Variables)
            if (!names.Contains(name))
                return false;
        return Invocation().Matches(condition.Text).All(match => Pure.Contains(match.Groups["name"].Value));
    }

    private static bool IsTrue(CompiledValue condition, IFeelScope scope) =>
        condition.Expression?.Evaluate(scope, new FeelEnvironment(DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc)).Value is FeelBoolean { Value: true };

    [GeneratedRegex(@"(?<name>[\p{L}_][\p{L}\p{N}_]*)\s*\(", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Invocation();

    [GeneratedRegex(@"^=\s*((?<not>not\s*\(\s*)?waitingForStart\b(?(not)\s*\))\s+and\s(?!.*\bor\b)|(?!.*\bor\b).*\sand\s+(?<not>not\s*\(\s*)?waitingForStart\b(?(not)\s*\))\s*$)", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Conjunction();
}
