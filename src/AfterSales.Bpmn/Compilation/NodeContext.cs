using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.Reading;
using AfterSales.Feel;

namespace AfterSales.Bpmn.Compilation;

/// <summary>One element under compilation: its place in the file, and how its attributes become compiled values.</summary>
internal sealed class NodeContext(ModelNode node, FeelCompiler feel, ProblemList problems)
{
    public ModelNode Node { get; } = node;

    public FeelCompiler Feel { get; } = feel;

    public void Report(string code, string message) => Report(code, Node.Line, message);

    public void Report(string code, int line, string message) => problems.Add(code, Node.Id, line, message);

    /// <summary>A literal, or FEEL when the text begins with <c>=</c>; null for no text and for a syntax error, which is reported.</summary>
    public CompiledValue? Value(string? text, int line, string what)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (text[0] != '=')
            return new CompiledValue(text, null);
        var parse = Feel.Expression(text[1..]);
        if (parse is { IsOk: true, Value: { } expression })
            return new CompiledValue(text, expression);
        Report(ProblemCodes.ExpressionInvalid, line, $"The {what} \"{text}\" is not valid FEEL: {parse.Error}");
        return null;
    }

    /// <summary>FEEL only: a text that does not begin with <c>=</c> is reported.</summary>
    public CompiledValue? Expression(string? text, int line, string what)
    {
        if (string.IsNullOrEmpty(text) || text[0] == '=')
            return Value(text, line, what);
        Report(ProblemCodes.ExpressionInvalid, line, $"The {what} \"{text}\" must be a FEEL expression: put '=' before it.");
        return null;
    }

    /// <summary>A value whose literal form must satisfy <paramref name="isValid"/>.</summary>
    public CompiledValue? Value(string? text, int line, string what, Func<string, bool> isValid, string expected)
    {
        var value = Value(text, line, what);
        if (value is { IsLiteral: true } && !isValid(value.Text))
            Report(ProblemCodes.ValueInvalid, line, $"Expected the {what} to be {expected}, but it is \"{text}\".");
        return value;
    }

    public BindingType Binding(Extension extension)
    {
        switch (extension["bindingType"])
        {
            case null or "latest":
                return BindingType.Latest;
            case "deployment":
                return BindingType.Deployment;
            case "versionTag":
                if (extension["versionTag"] is null)
                    Report(ProblemCodes.ExtensionInvalid, extension.Line, $"The binding of <zeebe:{extension.Name}> is 'versionTag', but no versionTag is given.");
                return BindingType.VersionTag;
            case { } other:
                Report(ProblemCodes.ExtensionInvalid, extension.Line, $"Expected the bindingType of <zeebe:{extension.Name}> to be latest, deployment or versionTag, but it is '{other}'.");
                return BindingType.Latest;
        }
    }
}
