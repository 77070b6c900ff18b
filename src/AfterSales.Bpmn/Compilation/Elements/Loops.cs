using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.Reading;

namespace AfterSales.Bpmn.Compilation.Elements;

/// <summary>Multi-instance characteristics with <c>zeebe:loopCharacteristics</c>.</summary>
internal static class Loops
{
    /// <summary>A standard loop; null when the activity has none, or one that would never end (reported).</summary>
    public static StandardLoopDefinition? CompileStandard(NodeContext context, LoopModel? loop)
    {
        if (loop is not { Kind: "standardLoopCharacteristics" })
            return null;
        if (loop.LoopMaximum is null && loop.LoopCondition is null)
        {
            context.Report(ProblemCodes.LoopInvalid, loop.Line, "The loop has neither a condition nor a maximum: it would never end.");
            return null;
        }
        int? maximum = null;
        if (loop.LoopMaximum is { } text)
        {
            if (!int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) || number == 0)
                context.Report(ProblemCodes.LoopInvalid, loop.Line, $"Expected the maximum of the loop to be a whole number from 1 on, but it is \"{text}\".");
            maximum = number;
        }
        var condition = context.Expression(loop.LoopCondition, loop.Line, "loop condition");
        return new StandardLoopDefinition(condition, maximum, loop.TestsBefore);
    }

    /// <summary>Null when the activity has none, or unusable ones (reported).</summary>
    public static LoopDefinition? Compile(NodeContext context, LoopModel? loop)
    {
        if (loop is null)
            return null;
        if (loop.Kind != "multiInstanceLoopCharacteristics")
            return null;
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
