using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Lint;

/// <summary>What the XML elements are, in the words of the flowchart template (REQUIREMENTS 7.1).</summary>
internal static class NodeKinds
{
    /// <summary>An action of a person or of the system.</summary>
    public static bool IsTask(this FlowNode node) => node.Kind == "task" || node.Kind.EndsWith("Task", StringComparison.Ordinal);

    /// <summary>A referenced flow.</summary>
    public static bool IsCall(this FlowNode node) => node.Kind == "callActivity";

    public static bool IsGateway(this FlowNode node) => node.Kind.EndsWith("Gateway", StringComparison.Ordinal);

    public static bool IsEvent(this FlowNode node) => node.Kind.EndsWith("Event", StringComparison.Ordinal);

    public static bool IsStart(this FlowNode node) => node.Kind == "startEvent";

    /// <summary>A message (behind a gateway also a signal or timer) begins the process here, without a start event.</summary>
    public static bool Instantiates(this FlowNode node) => node.Kind is "receiveTask" or "eventBasedGateway" && node["instantiate"] is "true" or "1";

    public static bool IsEnd(this FlowNode node) => node.Kind == "endEvent";

    public static bool IsBoundary(this FlowNode node) => node.Kind == "boundaryEvent";

    /// <summary>Something is done here: task, called flow or sub-process.</summary>
    public static bool IsStep(this FlowNode node) => node.IsTask() || node.IsCall() || node.Content is not null;

    /// <summary>Begun by an event or to undo something, not by a flow: it begins and ends by itself.</summary>
    public static bool StandsAlone(this FlowNode node) => node["triggeredByEvent"] is "true" or "1" || node["isForCompensation"] is "true" or "1";

    /// <summary>A gateway where somebody or something decides.</summary>
    public static bool IsDecision(this FlowNode node) => node.Kind is "exclusiveGateway" or "inclusiveGateway" or "complexGateway";

    public static bool Has(this FlowNode node, string eventDefinition) => node.Events.Any(definition => definition.Kind == eventDefinition);
}
