using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.Reading;

namespace AfterSales.Bpmn.Compilation.Elements;

/// <summary>Multi-instance characteristics with <c>zeebe:loopCharacteristics</c>.</summary>
internal static class Loops
{
    /// <summary>Null when the activity has none, or unusable ones (reported).</summary>
    public static LoopDefinition? Compile(NodeContext context, LoopModel? loop)
    {
        if (loop is null)
            return null;
        if (loop.Kind != "multiInstanceLoopCharacteristics")
        {
            context.Report(ProblemCodes.ElementUnsupported, loop.Line, "Standard loops are not supported; draw the loop with a gateway, or use a multi-instance activity.");
            return null;
        }
        if (loop.Zeebe is not { } zeebe || zeebe["inputCollection"] is null)
        {
            context.Report(ProblemCodes.ExtensionMissing, loop.Line, "The multi-instance activity needs a <zeebe:loopCharacteristics> with an inputCollection.");
            return null;
        }
        if (zeebe["outputCollection"] is null != zeebe["outputElement"] is null)
            context.Report(ProblemCodes.ExtensionInvalid, zeebe.Line, "outputCollection and outputElement of a multi-instance activity belong together; one of them is missing.");
        var collection = context.Expression(zeebe["inputCollection"], zeebe.Line, "input collection");
        var output = context.Expression(zeebe["outputElement"], zeebe.Line, "output element");
        var condition = context.Expression(loop.CompletionCondition, loop.Line, "completion condition");
        return collection is null ? null : new LoopDefinition(loop.IsSequential, collection, zeebe["inputElement"], zeebe["outputCollection"], output, condition);
    }
}
