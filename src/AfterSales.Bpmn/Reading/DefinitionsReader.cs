using System.Xml.Linq;
using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Reading;

/// <summary>The root of the file and what stands directly in it.</summary>
internal static class DefinitionsReader
{
    public static BpmnModel Read(XElement root) => new()
    {
        Id = Xml.Attribute(root, "id"),
        Processes = [.. Xml.Bpmn(root, "process").Select(Process)],
        Participants = [.. Xml.Bpmn(root, "collaboration").SelectMany(collaboration => Xml.Bpmn(collaboration, "participant")).Select(Participant)],
        Messages = [.. Xml.Bpmn(root, "message").Select(Message)],
        Errors = [.. Xml.Bpmn(root, "error").Select(Error)],
        Escalations = [.. Xml.Bpmn(root, "escalation").Select(Escalation)],
        Signals = [.. Xml.Bpmn(root, "signal").Select(Signal)],
        MessageFlows = [.. Xml.Bpmn(root, "collaboration").SelectMany(collaboration => Xml.Bpmn(collaboration, "messageFlow")).Select(MessageFlow)],
        Ids = Ids(root),
        Shapes = DiagramReader.Shapes(root),
        Edges = DiagramReader.Edges(root),
    };

    private static ProcessModel Process(XElement element) => new()
    {
        Id = Xml.Id(element),
        Name = Xml.Attribute(element, "name"),
        Line = Xml.Line(element),
        Documentation = Xml.Documentation(element),
        Extensions = Xml.Extensions(element),
        IsExecutable = Xml.Flag(element, "isExecutable", otherwise: false),
        Content = FlowScopeReader.Read(element),
        Lanes = Lanes(element, "laneSet"),
    };

    private static List<LaneModel> Lanes(XElement parent, string setName) =>
        [.. Xml.Bpmn(parent, setName).SelectMany(set => Xml.Bpmn(set, "lane")).Select(Lane)];

    private static LaneModel Lane(XElement element) => new()
    {
        Id = Xml.Id(element),
        Name = Xml.Attribute(element, "name"),
        Line = Xml.Line(element),
        Documentation = Xml.Documentation(element),
        Extensions = Xml.Extensions(element),
        NodeIds = [.. Xml.Bpmn(element, "flowNodeRef").Select(reference => Xml.Reference(reference.Value.Trim())!)],
        Children = Lanes(element, "childLaneSet"),
    };

    private static Participant Participant(XElement element) => new()
    {
        Id = Xml.Id(element),
        Name = Xml.Attribute(element, "name"),
        Line = Xml.Line(element),
        Documentation = Xml.Documentation(element),
        Extensions = Xml.Extensions(element),
        ProcessId = Xml.Reference(Xml.Attribute(element, "processRef")),
    };

    private static MessageModel Message(XElement element) => new()
    {
        Id = Xml.Id(element),
        Name = Xml.Attribute(element, "name"),
        Line = Xml.Line(element),
        Extensions = Xml.Extensions(element),
    };

    private static ErrorModel Error(XElement element) => new()
    {
        Id = Xml.Id(element),
        Name = Xml.Attribute(element, "name"),
        Line = Xml.Line(element),
        ErrorCode = Xml.Attribute(element, "errorCode"),
    };

    private static EscalationModel Escalation(XElement element) => new()
    {
        Id = Xml.Id(element),
        Name = Xml.Attribute(element, "name"),
        Line = Xml.Line(element),
        EscalationCode = Xml.Attribute(element, "escalationCode"),
    };

    private static SignalModel Signal(XElement element) => new()
    {
        Id = Xml.Id(element),
        Name = Xml.Attribute(element, "name"),
        Line = Xml.Line(element),
    };

    private static MessageFlowModel MessageFlow(XElement element) => new()
    {
        Id = Xml.Id(element),
        Name = Xml.Attribute(element, "name"),
        Line = Xml.Line(element),
        Documentation = Xml.Documentation(element),
        Extensions = Xml.Extensions(element),
        SourceId = Xml.Reference(Xml.Attribute(element, "sourceRef")),
        TargetId = Xml.Reference(Xml.Attribute(element, "targetRef")),
    };

    /// <summary>Ids of BPMN elements only: a diagram's shapes may be numbered as they like.</summary>
    private static Dictionary<string, IReadOnlyList<int>> Ids(XElement root) => root.DescendantsAndSelf()
        .Where(element => Xml.IsBpmn(element) && Xml.Attribute(element, "id") is not null)
        .GroupBy(Xml.Id, Xml.Line, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, IReadOnlyList<int> (group) => [.. group], StringComparer.Ordinal);
}
