using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using AfterSales.Feel.Compilation;
using AfterSales.Feel.Values;
using static AfterSales.Feel.Functions.Define;

namespace AfterSales.Feel.Functions;

/// <summary>
/// Functions with regular expressions (XPath's flavour). They run without backtracking where .NET can do so, which
/// takes time linear in the text; the others are stopped after <see cref="LongestRun"/>, and the evaluation with them,
/// so that a catastrophic pattern in a loop costs that time once.
/// </summary>
internal static class RegexFunctions
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromMilliseconds(250);

    private const int MostKept = 500;
    private const int CostOfCompiling = 5_000;

    private static readonly ConcurrentDictionary<(string Pattern, string Flags), Regex?> Compiled = new();

    public static readonly IReadOnlyList<FeelFunctionDefinition> All =
    [
        Function("matches", "input, pattern, [flags]", call => With(call, 0, 1, 2, (regex, input) => FeelValue.Of(regex.IsMatch(input)))),
        Function("replace", "input, pattern, replacement, [flags]", Replace),
        Function("split", "string, delimiter", call => With(call, 0, 1, null, (regex, input) => Split(call, regex, input))),
        Function("extract", "string, pattern", call => With(call, 0, 1, null, (regex, input) =>
            new FeelList([.. regex.Matches(input).Select(match => new FeelString(match.Value))]))),
    ];

    private static FeelValue Replace(FeelCall call)
    {
        if (call.Text(2) is not { } replacement)
            return call.Mismatch();
        return With(call, 0, 1, 3, (regex, input) =>
        {
            if (XPathRegex.Replacement(replacement, call.Text(3)) is not { } dotnet)
                return call.Fail($"\"{replacement}\" is no replacement: after $ comes the number of a group, and \\ stands only before $ and \\.");
            var replaced = regex.Replace(input, dotnet);
            call.Charge(replaced.Length >> 5);
            return new FeelString(replaced);
        });
    }

    private static FeelList Split(FeelCall call, Regex regex, string input)
    {
        var parts = new List<FeelValue>();
        var from = 0;
        foreach (Match match in regex.Matches(input))
        {
            if (match.Length == 0)
                continue;
            parts.Add(new FeelString(input[from..match.Index]));
            from = match.Index + match.Length;
        }
        parts.Add(new FeelString(input[from..]));
        call.Charge(parts.Count);
        return new FeelList(parts);
    }

    /// <summary>
    /// Compiling costs a hundred times what matching does, so the last patterns are kept; expressions hold few.
    /// </summary>
    private static Regex? Known(FeelCall call, string pattern, string flags)
    {
        if (Compiled.TryGetValue((pattern, flags), out var known))
            return known;
        call.Charge(CostOfCompiling + pattern.Length * 10L);
        if (Compiled.Count >= MostKept)
            Compiled.Clear();
        return Compiled[(pattern, flags)] = XPathRegex.Compile(pattern, flags, LongestRun);
    }

    private static FeelValue With(FeelCall call, int inputAt, int patternAt, int? flagsAt, Func<Regex, string, FeelValue> use)
    {
        if (call.Text(inputAt) is not { } input || call.Text(patternAt) is not { } pattern)
            return call.Mismatch();
        var flags = flagsAt is { } at ? call.Arguments[at] : FeelValue.Null;
        if (flags is not (FeelString or FeelNull))
            return call.Mismatch();
        call.Charge((input.Length + pattern.Length) >> 2);
        try
        {
            return Known(call, pattern, (flags as FeelString)?.Value ?? "") is { } regex ? use(regex, input)
                : call.Fail($"\"{pattern}\" is no regular expression, or its flags \"{flags}\" are unknown.");
        }
        catch (RegexMatchTimeoutException)
        {
            throw new EvaluationStopped($"The regular expression \"{pattern}\" took too long and was stopped.");
        }
    }
}
