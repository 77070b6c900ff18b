using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.Reading;

namespace AfterSales.Bpmn.Compilation.Elements;

/// <summary>One flow node of the file as an element: which extensions it may have, and what they say.</summary>
/// <param name="begun">Ids of events of which one, behind an exclusive event-based gateway, begins an instance: their messages need no correlation.</param>
internal sealed class NodeCompiler(Events events, IReadOnlySet<string> begun)
{
    private const string Message = "messageEventDefinition";
    private const string Timer = "timerEventDefinition";
    private const string Error = "errorEventDefinition";
    private const string Terminate = "terminateEventDefinition";
    private const string Escalation = "escalationEventDefinition";
    private const string Conditional = "conditionalEventDefinition";
    private const string Link = "linkEventDefinition";
    private const string Compensate = "compensateEventDefinition";
    private const string Cancel = "cancelEventDefinition";
    private const string Signal = "signalEventDefinition";

    public CompiledElement Compile(NodeContext context, FlowNode node, ElementType type, int index, CompiledElement scope, Lane? lane)
    {
        CheckAttributes(context, node, type);
        if (Instantiates(node) && scope.Type != ElementType.Process)
            context.Report(ProblemCodes.AttributeUnsupported, "Only elements of the process itself can begin an instance (instantiate), not those of a sub-process.");
        CheckExtensions(context, node, type);
        var definition = Event(context, node, type, scope);
        var mayMap = !type.IsGateway();
        return new CompiledElement
        {
            Index = index,
            Id = node.Id,
            Type = type,
            ScopeIndex = scope.Index,
            Name = node.Name,
            Line = node.Line,
            Documentation = node.Documentation,
            Properties = KnownExtensions.Properties(node),
            Lane = lane,
            // Of the start event of a process it says nothing.
            IsInterrupting = type == ElementType.StartEvent && scope.Type == ElementType.Process || node[type == ElementType.StartEvent ? "isInterrupting" : "cancelActivity"] is not ("false" or "0"),
            IsForCompensation = node["isForCompensation"] is "true" or "1",
            Inputs = mayMap ? IoMappings.Compile(context, "input") : [],
            Outputs = mayMap ? IoMappings.Compile(context, "output") : [],
            Event = definition,
            Job = Job(context, node, type),
            Publish = Publishes(node, type) ? Publications.Compile(context, node, events) : null,
            Instantiates = Instantiates(node),
            WantsAll = IsForAll(node),
            Activation = type == ElementType.ComplexGateway ? Activation(context, node) : null,
            AdHoc = type == ElementType.AdHocSubProcess ? AdHocs.Compile(context, node) : null,
            UserTask = type == ElementType.UserTask ? UserTasks.Compile(context) : null,
            Script = type == ElementType.ScriptTask && !RunsAsJob(node) ? CalledThings.Script(context) : null,
            Decision = type == ElementType.BusinessRuleTask && !RunsAsJob(node) ? CalledThings.Decision(context) : null,
            Call = type == ElementType.CallActivity ? CalledThings.Process(context) : null,
            StartForm = type == ElementType.StartEvent ? UserTasks.Form(context) : null,
        };
    }

    /// <summary>One that cannot be read is reported, and stands for itself: that there is none would be a second complaint.</summary>
    private static CompiledValue? Activation(NodeContext context, FlowNode node) => string.IsNullOrEmpty(node.ActivationCondition)
        ? null
        : context.Expression(node.ActivationCondition, node.Line, "activation condition") ?? new CompiledValue(node.ActivationCondition, null);

    private EventDefinition? Event(NodeContext context, FlowNode node, ElementType type, CompiledElement scope)
    {
        var isProcess = scope.Type == ElementType.Process;
        switch (type)
        {
            case ElementType.StartEvent when isProcess:
                var beginsTogether = node.Events.Count > 1 && node["parallelMultiple"] is "true" or "1";
                if (beginsTogether && node.Events.Any(definition => definition.Kind != Message))
                    context.Report(ProblemCodes.EventUnsupported, "Several events that begin an instance together must be messages: only messages say to which instance they belong.");
                Conditionals.CheckFilters(context, node);
                return events.Compile(context, node, isCatching: true, needsCorrelation: beginsTogether, Message, Timer, Signal, Conditional);
            case ElementType.StartEvent when scope.Type == ElementType.EventSubProcess:
                if (node.Events.Count == 0)
                    context.Report(ProblemCodes.EventUnsupported, "The start event of an event sub-process must wait for something.");
                return events.Compile(context, node, isCatching: true, needsCorrelation: true, Message, Timer, Error, Escalation, Conditional, Signal, Compensate);
            case ElementType.StartEvent:
                return events.Compile(context, node, isCatching: true, needsCorrelation: false);
            case ElementType.EndEvent when scope.Type == ElementType.Transaction:
                return events.Compile(context, node, isCatching: false, needsCorrelation: false, Message, Error, Terminate, Escalation, Compensate, Signal, Cancel);
            case ElementType.EndEvent:
                return events.Compile(context, node, isCatching: false, needsCorrelation: false, Message, Error, Terminate, Escalation, Compensate, Signal);
            case ElementType.IntermediateThrowEvent:
                return events.Compile(context, node, isCatching: false, needsCorrelation: false, Message, Escalation, Link, Compensate, Signal);
            case ElementType.IntermediateCatchEvent:
                if (node.Events.Count == 0)
                    context.Report(ProblemCodes.EventUnsupported, "An intermediate catch event must wait for something: a timer, a message, a signal or a condition.");
                return RefuseCycle(context, events.Compile(context, node, isCatching: true, needsCorrelation: !begun.Contains(node.Id), Message, Timer, Conditional, Signal, Link));
            case ElementType.BoundaryEvent:
                if (node.Events.Count == 0)
                    context.Report(ProblemCodes.EventUnsupported, "A boundary event must wait for something: a timer, a message, a signal, a condition, an error or an escalation.");
                return events.Compile(context, node, isCatching: true, needsCorrelation: true, Message, Timer, Error, Escalation, Conditional, Signal, Compensate, Cancel);
            case ElementType.ReceiveTask:
                return events.Message(context, Xml.Reference(node["messageRef"]), node.Line, needsCorrelation: !Instantiates(node));
            default:
                return null;
        }
    }

    private static EventDefinition? RefuseCycle(NodeContext context, EventDefinition? definition)
    {
        var isCycle = definition is MultipleEvent { IsParallel: false } several
            ? several.Parts.Any(part => part is TimerEvent { Kind: TimerKind.Cycle })
            : definition is TimerEvent { Kind: TimerKind.Cycle };
        if (isCycle)
            context.Report(ProblemCodes.TimerInvalid, "An intermediate event fires once: it cannot have a cycle.");
        return definition;
    }

    private static JobDefinition? Job(NodeContext context, FlowNode node, ElementType type) => type switch
    {
        ElementType.ServiceTask => Jobs.Require(context, "The service task"),
        ElementType.SendTask when !Publishes(node, type) => Jobs.Require(context, "The send task that names no message"),
        ElementType.ScriptTask or ElementType.BusinessRuleTask => Jobs.Compile(context),
        ElementType.EndEvent or ElementType.IntermediateThrowEvent when IsMessage(node) && !Publishes(node, type) => Jobs.Require(context, "The event that names no message"),
        _ => null,
    };

    internal static bool Instantiates(FlowNode node) => node["instantiate"] is "true" or "1";

    internal static bool IsForAll(FlowNode node) => node["eventGatewayType"] == "Parallel";

    private static bool RunsAsJob(FlowNode node) => node.Zeebe("taskDefinition") is not null;

    private static bool IsMessage(FlowNode node) => node.Events.Any(definition => definition.Kind == Message);

    /// <summary>A sending element that names its message and no worker: the engine publishes it.</summary>
    private static bool Publishes(FlowNode node, ElementType type) => !RunsAsJob(node) && type switch
    {
        ElementType.SendTask => node["messageRef"] is not null,
        ElementType.EndEvent or ElementType.IntermediateThrowEvent => node.Events.Any(definition => definition is { Kind: Message, Reference: not null }),
        _ => false,
    };

    private static void CheckExtensions(NodeContext context, FlowNode node, ElementType type)
    {
        switch (type)
        {
            case ElementType.UserTask:
                KnownExtensions.Check(context, "userTask", "formDefinition", "assignmentDefinition", "taskSchedule", "priorityDefinition", "taskHeaders", "ioMapping");
                break;
            case ElementType.ServiceTask:
                KnownExtensions.Check(context, "taskDefinition", "taskHeaders", "ioMapping");
                break;
            case ElementType.SendTask:
                KnownExtensions.Check(context, "taskDefinition", "taskHeaders", "publishMessage", "ioMapping");
                break;
            case ElementType.AdHocSubProcess:
                KnownExtensions.Check(context, "adHoc", "ioMapping");
                break;
            case ElementType.ScriptTask:
                KnownExtensions.Check(context, "script", "taskDefinition", "taskHeaders", "ioMapping");
                break;
            case ElementType.BusinessRuleTask:
                KnownExtensions.Check(context, "calledDecision", "taskDefinition", "taskHeaders", "ioMapping");
                break;
            case ElementType.CallActivity:
                KnownExtensions.Check(context, "calledElement", "ioMapping");
                break;
            case ElementType.StartEvent:
                KnownExtensions.Check(context, "formDefinition", "ioMapping");
                break;
            case ElementType.EndEvent or ElementType.IntermediateThrowEvent when IsMessage(node):
                KnownExtensions.Check(context, "taskDefinition", "taskHeaders", "publishMessage", "ioMapping");
                break;
            case var _ when type.IsGateway():
                KnownExtensions.Check(context);
                break;
            default:
                KnownExtensions.Check(context, "ioMapping");
                break;
        }
    }

    private static void CheckAttributes(NodeContext context, FlowNode node, ElementType type)
    {
        Refuse(node["isForCompensation"] is ("true" or "1") && node.Loop is not null, "What undoes another activity is done once: it cannot be a loop or multi-instance.");
        Refuse(Instantiates(node) && type == ElementType.ReceiveTask && node.Loop is not null, "A receive task that begins an instance is done once: it cannot be a loop or multi-instance.");
        Refuse(IsForAll(node) && !Instantiates(node), "A parallel event-based gateway begins instances (instantiate=\"true\"). In the middle of a process a parallel gateway before the events says the same.");
        Refuse(node["startQuantity"] is not (null or "1") || node["completionQuantity"] is not (null or "1"), "startQuantity and completionQuantity other than 1 are not supported.");
        Refuse(node["default"] is not null && !type.MayHaveConditions(), "A default flow has a meaning at exclusive, inclusive and complex gateways and at activities only.");
        Refuse(RunsAsJob(node) && node.Zeebe("publishMessage") is not null, "A worker or the engine sends the message: <zeebe:taskDefinition> and <zeebe:publishMessage> exclude each other.");

        void Refuse(bool isWrong, string message)
        {
            if (isWrong)
                context.Report(ProblemCodes.AttributeUnsupported, message);
        }
    }
}
