using System.Xml.Linq;
using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Reading;

/// <summary>What a process or sub-process contains: flow nodes and the flows between them.</summary>
internal static class FlowScopeReader
{
    /// <summary>Children of a scope that draw, document or describe data: they have no say in how it runs.</summary>
    private static readonly HashSet<string> NotFlowNodes = new(StringComparer.Ordinal)
    {
        "association", "auditing", "category", "correlationSubscription", "dataInputAssociation", "dataObject",
        "dataObjectReference", "dataOutputAssociation", "dataStoreReference", "documentation", "extensionElements", "group",
        "humanPerformer", "incoming", "ioBinding", "ioSpecification", "laneSet", "monitoring", "multiInstanceLoopCharacteristics",
        "outgoing", "performer", "potentialOwner", "property", "resourceRole", "sequenceFlow", "standardLoopCharacteristics",
        "supportedInterfaceRef", "supports", "textAnnotation", "completionCondition",
    };

    public static FlowScope Read(XElement parent) => new()
    {
        Nodes = [.. parent.Elements().Where(IsFlowNode).Select(Node)],
        Flows = [.. Xml.Bpmn(parent, "sequenceFlow").Select(Flow)],
        Data = [.. Xml.Bpmn(parent, "dataObjectReference").Concat(Xml.Bpmn(parent, "dataStoreReference")).Select(Data)],
        Associations = [.. Xml.Bpmn(parent, "association").Select(line => new AssociationModel(Xml.Reference(Xml.Attribute(line, "sourceRef")), Xml.Reference(Xml.Attribute(line, "targetRef"))))],
        Notes = [.. Xml.Bpmn(parent, "textAnnotation").Select(note => Text(note, "text")).OfType<string>()],
    };

    private static bool IsFlowNode(XElement element) => Xml.IsBpmn(element) && !NotFlowNodes.Contains(element.Name.LocalName);

    private static FlowModel Flow(XElement element) => new()
    {
        Id = Xml.Id(element),
        Name = Xml.Attribute(element, "name"),
        Line = Xml.Line(element),
        Documentation = Xml.Documentation(element),
        Extensions = Xml.Extensions(element),
        SourceId = Xml.Reference(Xml.Attribute(element, "sourceRef")),
        TargetId = Xml.Reference(Xml.Attribute(element, "targetRef")),
        Condition = Text(element, "conditionExpression"),
    };

    private static FlowNode Node(XElement element) => new()
    {
        Kind = element.Name.LocalName,
        Id = Xml.Id(element),
        Name = Xml.Attribute(element, "name"),
        Line = Xml.Line(element),
        Documentation = Xml.Documentation(element),
        Extensions = Xml.Extensions(element),
        Attributes = Xml.Attributes(element),
        Events = [.. element.Elements().Where(IsEventDefinition).Select(Event)],
        Loop = element.Elements().Where(IsLoop).Select(Loop).FirstOrDefault(),
        Content = IsScope(element) ? Read(element) : null,
        CompletionCondition = element.Name.LocalName == "adHocSubProcess" ? Text(element, "completionCondition") : null,
        ActivationCondition = element.Name.LocalName == "complexGateway" ? Text(element, "activationCondition") : null,
        DataInputs = [.. Xml.Bpmn(element, "dataInputAssociation").Select(association => Association(association, "sourceRef"))],
        DataOutputs = [.. Xml.Bpmn(element, "dataOutputAssociation").Select(association => Association(association, "targetRef"))],
    };

    private static DataModel Data(XElement element) => new()
    {
        Kind = element.Name.LocalName,
        Id = Xml.Id(element),
        Name = Xml.Attribute(element, "name"),
        Line = Xml.Line(element),
        Documentation = Xml.Documentation(element),
        Extensions = Xml.Extensions(element),
    };

    private static DataAssociation Association(XElement element, string dataEnd) => new(
        Xml.Id(element),
        Xml.Line(element),
        [.. Xml.Bpmn(element, dataEnd).Select(reference => Xml.Reference(reference.Value.Trim())).OfType<string>()]);

    private static bool IsScope(XElement element) => element.Name.LocalName is "subProcess" or "transaction" or "adHocSubProcess";

    private static bool IsEventDefinition(XElement element) => Xml.IsBpmn(element)
        && (element.Name.LocalName.EndsWith("EventDefinition", StringComparison.Ordinal) || element.Name.LocalName == "eventDefinitionRef");

    private static bool IsLoop(XElement element) => Xml.IsBpmn(element)
        && element.Name.LocalName is "multiInstanceLoopCharacteristics" or "standardLoopCharacteristics";

    private static EventModel Event(XElement element) => new(
        element.Name.LocalName,
        Xml.Line(element),
        Xml.Reference(Xml.Attribute(element, "messageRef") ?? Xml.Attribute(element, "errorRef") ?? Xml.Attribute(element, "escalationRef") ?? Xml.Attribute(element, "signalRef") ?? Xml.Attribute(element, "activityRef")),
        [.. element.Elements()
            .Where(child => Xml.IsBpmn(child) && child.Name.LocalName is "timeDate" or "timeDuration" or "timeCycle")
            .Select(child => KeyValuePair.Create(child.Name.LocalName, child.Value.Trim()))],
        Xml.Attribute(element, "name"),
        Text(element, "condition"))
    {
        Extensions = Xml.Extensions(element),
    };

    private static LoopModel Loop(XElement element) => new(
        element.Name.LocalName,
        Xml.Line(element),
        Xml.Flag(element, "isSequential", otherwise: false),
        Xml.Extensions(element).FirstOrDefault(extension => extension.IsZeebe && extension.Name == "loopCharacteristics"),
        Text(element, "completionCondition"),
        Text(element, "loopCondition"),
        Xml.Attribute(element, "loopMaximum"),
        Xml.Flag(element, "testBefore", otherwise: false));

    private static string? Text(XElement element, string child) =>
        Xml.Bpmn(element, child).FirstOrDefault()?.Value.Trim() is { Length: > 0 } text ? text : null;
}
