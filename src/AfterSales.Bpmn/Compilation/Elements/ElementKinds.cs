using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Compilation.Elements;

/// <summary>Which XML elements become which element types, and what to say about those that do not.</summary>
internal static class ElementKinds
{
    private static readonly Dictionary<string, ElementType> Types = new(StringComparer.Ordinal)
    {
        ["adHocSubProcess"] = ElementType.AdHocSubProcess,
        ["boundaryEvent"] = ElementType.BoundaryEvent,
        ["businessRuleTask"] = ElementType.BusinessRuleTask,
        ["callActivity"] = ElementType.CallActivity,
        ["complexGateway"] = ElementType.ComplexGateway,
        ["endEvent"] = ElementType.EndEvent,
        ["eventBasedGateway"] = ElementType.EventBasedGateway,
        ["exclusiveGateway"] = ElementType.ExclusiveGateway,
        ["inclusiveGateway"] = ElementType.InclusiveGateway,
        ["intermediateCatchEvent"] = ElementType.IntermediateCatchEvent,
        ["intermediateThrowEvent"] = ElementType.IntermediateThrowEvent,
        ["manualTask"] = ElementType.ManualTask,
        ["parallelGateway"] = ElementType.ParallelGateway,
        ["receiveTask"] = ElementType.ReceiveTask,
        ["scriptTask"] = ElementType.ScriptTask,
        ["sendTask"] = ElementType.SendTask,
        ["serviceTask"] = ElementType.ServiceTask,
        ["startEvent"] = ElementType.StartEvent,
        ["subProcess"] = ElementType.SubProcess,
        ["transaction"] = ElementType.Transaction,
        ["userTask"] = ElementType.UserTask,
    };

    private static readonly Dictionary<string, string> Advice = new(StringComparer.Ordinal)
    {
        ["task"] = "choose what kind of task it is (user, service, script, ...)",
    };

    /// <summary>A sub-process that an event of its own begins.</summary>
    public static bool IsEventSubProcess(this FlowNode node) => node.Kind == "subProcess" && node["triggeredByEvent"] is ("true" or "1");

    /// <summary>The type, or null when this engine does not run the element.</summary>
    public static ElementType? TypeOf(string kind) => Types.TryGetValue(kind, out var type) ? type : null;

    /// <summary>What to do about an element that this engine does not run.</summary>
    public static string Refusal(string kind) =>
        Advice.TryGetValue(kind, out var advice) ? $"<{kind}> is not supported; {advice}." : $"<{kind}> is not supported.";

    public static bool IsActivity(this ElementType type) => type is ElementType.UserTask or ElementType.ServiceTask or ElementType.ScriptTask
        or ElementType.SendTask or ElementType.ReceiveTask or ElementType.ManualTask or ElementType.BusinessRuleTask
        or ElementType.CallActivity or ElementType.SubProcess or ElementType.Transaction or ElementType.AdHocSubProcess or ElementType.MultiInstanceBody;

    public static bool IsGateway(this ElementType type) => type is ElementType.ExclusiveGateway or ElementType.ParallelGateway
        or ElementType.InclusiveGateway or ElementType.EventBasedGateway or ElementType.ComplexGateway;

    /// <summary>Whether tokens wait here for tokens of other incoming flows.</summary>
    public static bool IsJoin(this ElementType type) => type is ElementType.ParallelGateway or ElementType.InclusiveGateway or ElementType.ComplexGateway;

    /// <summary>Gateways that choose among their flows.</summary>
    public static bool DecidesByCondition(this ElementType type) => type is ElementType.ExclusiveGateway or ElementType.InclusiveGateway or ElementType.ComplexGateway;

    /// <summary>Elements whose outgoing flows may carry conditions.</summary>
    public static bool MayHaveConditions(this ElementType type) => type.DecidesByCondition() || type.IsActivity();

    /// <summary>Elements inside of which others live.</summary>
    public static bool IsScope(this ElementType type) => type is ElementType.MultiInstanceBody || type.HoldsElements();

    /// <summary>Elements that contain a flow of their own.</summary>
    public static bool HoldsElements(this ElementType type) => type is ElementType.Process or ElementType.SubProcess or ElementType.EventSubProcess or ElementType.Transaction or ElementType.AdHocSubProcess;
}
