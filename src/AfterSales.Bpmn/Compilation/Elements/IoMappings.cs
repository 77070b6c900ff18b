using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.Reading;

namespace AfterSales.Bpmn.Compilation.Elements;

/// <summary><c>zeebe:ioMapping</c>: which variables an element sees as its own, and which it leaves behind.</summary>
internal static class IoMappings
{
    public static IReadOnlyList<VariableMapping> Compile(NodeContext context, string direction) =>
        [.. (context.Node.Zeebe("ioMapping")?.Children ?? []).Where(line => line.Name == direction).Select(line => Mapping(context, line)).OfType<VariableMapping>()];

    private static VariableMapping? Mapping(NodeContext context, Extension line)
    {
        if (line["target"] is not { } target)
        {
            context.Report(ProblemCodes.ExtensionInvalid, line.Line, $"An {line.Name} mapping has no target variable.");
            return null;
        }
        // The designer writes an empty line while somebody is still typing: a mapping without a source sets null.
        var source = context.Value(line["source"], line.Line, $"source of the {line.Name} mapping to '{target}'");
        var path = target.Split('.');
        if (Array.TrueForAll(path, IsName))
            return new VariableMapping(source, path);
        context.Report(ProblemCodes.ExtensionInvalid, line.Line, $"Expected the target of an {line.Name} mapping to be a variable name such as case.status, but it is '{target}'.");
        return null;
    }

    /// <summary>A name that expressions can read back: letters, digits and underscores, not beginning with a digit.</summary>
    private static bool IsName(string name) =>
        name.Length > 0 && !char.IsDigit(name[0]) && name.All(letter => char.IsLetterOrDigit(letter) || letter == '_');
}
