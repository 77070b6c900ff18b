using AfterSales.Feel.Values;

namespace AfterSales.Feel.Compilation;

/// <summary>Calls functions: chooses the signature, fills in what was left out, and keeps the limits.</summary>
internal static class Invocation
{
    public static FeelValue Call(FeelFunction function, IReadOnlyList<FeelValue> arguments, Evaluation evaluation, int position)
    {
        foreach (var signature in function.Signatures)
            if (Accepts(signature, arguments.Count))
                return Run(signature, Fill(signature, arguments), evaluation, position);
        return evaluation.Fail(position, $"The function '{function.Name}' takes {Expected(function)}, but {Count(arguments.Count)} given.");
    }

    public static FeelValue Call(FeelFunction function, IReadOnlyList<string> names, IReadOnlyList<FeelValue> arguments, Evaluation evaluation, int position)
    {
        foreach (var signature in function.Signatures)
            if (Arrange(signature, names, arguments) is { } arranged)
                return Run(signature, arranged, evaluation, position);
        var known = string.Join(", ", function.Signatures.SelectMany(s => s.Parameters).Distinct());
        return evaluation.Fail(position, $"The function '{function.Name}' cannot be called with the arguments named {string.Join(", ", names)}; it knows {known}.");
    }

    private static bool Accepts(FeelFunctionDefinition signature, int count) =>
        count >= signature.RequiredParameters && (signature.IsVariadic || count <= signature.Parameters.Count);

    private static IReadOnlyList<FeelValue> Fill(FeelFunctionDefinition signature, IReadOnlyList<FeelValue> arguments)
    {
        if (arguments.Count >= signature.Parameters.Count || signature.IsVariadic)
            return arguments;
        var filled = new FeelValue[signature.Parameters.Count];
        for (var i = 0; i < filled.Length; i++)
            filled[i] = i < arguments.Count ? arguments[i] : FeelValue.Null;
        return filled;
    }

    private static FeelValue[]? Arrange(FeelFunctionDefinition signature, IReadOnlyList<string> names, IReadOnlyList<FeelValue> arguments)
    {
        var arranged = new FeelValue?[signature.Parameters.Count];
        for (var i = 0; i < names.Count; i++)
        {
            var index = signature.Parameters.ToList().IndexOf(names[i]);
            if (index < 0)
                return null;
            arranged[index] = arguments[i];
        }
        for (var i = 0; i < signature.RequiredParameters; i++)
            if (arranged[i] is null)
                return null;
        return [.. arranged.Select(value => value ?? FeelValue.Null)];
    }

    private static FeelValue Run(FeelFunctionDefinition signature, IReadOnlyList<FeelValue> arguments, Evaluation evaluation, int position)
    {
        evaluation.EnterCall();
        foreach (var argument in arguments)
            evaluation.Charge(Weight(argument));
        try
        {
            return signature.Body(new FeelCall(signature, arguments, evaluation, position));
        }
        catch (Exception unexpected) when (unexpected is not EvaluationStopped)
        {
            return evaluation.Fail(position, $"The function '{signature.Name}' failed: {unexpected.Message}");
        }
        finally
        {
            evaluation.LeaveCall();
        }
    }

    /// <summary>Functions mostly look at every item or character of their arguments once.</summary>
    private static long Weight(FeelValue argument) => argument switch
    {
        FeelList list => list.Count,
        FeelContext context => context.Count,
        FeelString text => text.Value.Length >> 5,
        _ => 0,
    };

    private static string Expected(FeelFunction function) => string.Join(" or ", function.Signatures.Select(s =>
        s.IsVariadic ? $"{s.RequiredParameters} or more arguments" : s.RequiredParameters == s.Parameters.Count
            ? Arguments(s.Parameters.Count) : $"{s.RequiredParameters} to {s.Parameters.Count} arguments").Distinct());

    private static string Arguments(int count) => count == 1 ? "1 argument" : $"{count} arguments";

    private static string Count(int count) => count == 1 ? "1 was" : $"{count} were";
}
