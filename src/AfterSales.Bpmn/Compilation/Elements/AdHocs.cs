using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.Reading;

namespace AfterSales.Bpmn.Compilation.Elements;

/// <summary>Ad-hoc sub-processes with <c>zeebe:adHoc</c>, as Camunda 8 has them.</summary>
internal static class AdHocs
{
    public static AdHocDefinition Compile(NodeContext context, FlowNode node)
    {
        var adHoc = node.Zeebe("adHoc");
        if (adHoc?["outputCollection"] is not null || adHoc?["outputElement"] is not null)
            context.Report(ProblemCodes.ExtensionUnsupported, adHoc.Line, "An output collection of an ad-hoc sub-process is not supported: let its activities write variables.");
        return new AdHocDefinition(
            context.Expression(adHoc?["activeElementsCollection"], adHoc?.Line ?? node.Line, "collection of active elements"),
            context.Expression(node.CompletionCondition, node.Line, "completion condition"),
            CancelsRemaining: node["cancelRemainingInstances"] is not ("false" or "0"),
            IsSequential: node["ordering"] == "Sequential");
    }
}
