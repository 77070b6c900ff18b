using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.Reading;
using AfterSales.Feel;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Compilation.Elements;

/// <summary>Event definitions: which kind an event may have, and what it refers to.</summary>
internal sealed class Events(BpmnModel model)
{
    private readonly Dictionary<string, MessageModel> messages = ById(model.Messages);
    private readonly Dictionary<string, ErrorModel> errors = ById(model.Errors);
    private readonly Dictionary<string, EscalationModel> escalations = ById(model.Escalations);
    private readonly Dictionary<string, SignalModel> signals = ById(model.Signals);

    /// <summary>The definition of an event; null for a none event and for one that is refused (reported).</summary>
    public EventDefinition? Compile(NodeContext context, FlowNode node, bool isCatching, bool needsCorrelation, params ReadOnlySpan<string> allowed)
    {
        if (node.Events.Count == 0)
            return null;
        if (node.Events.Count == 1)
            return One(context, node, node.Events[0], isCatching, needsCorrelation, allowed);
        var isParallel = isCatching && node["parallelMultiple"] is "true" or "1";
        var parts = new List<EventDefinition>();
        foreach (var definition in node.Events)
            if (WhyNotAmongOthers(definition, isCatching, isParallel) is { } reason)
                context.Report(ProblemCodes.EventUnsupported, definition.Line, reason);
            else if (One(context, node, definition, isCatching, needsCorrelation, allowed) is { } part)
                parts.Add(part);
        if (isParallel && parts.Exists(part => part is TimerEvent { Kind: TimerKind.Cycle }))
            context.Report(ProblemCodes.TimerInvalid, "An event that waits for several things together waits for each of them once: none can be a cycle.");
        return new MultipleEvent(parts, isParallel);
    }

    private static string? WhyNotAmongOthers(EventModel definition, bool isCatching, bool isParallel) => definition.Kind switch
    {
        "linkEventDefinition" or "compensateEventDefinition" or "cancelEventDefinition" or "terminateEventDefinition" =>
            $"<{definition.Kind}> cannot stand beside other definitions of the same event: draw an event of its own for it.",
        "errorEventDefinition" when !isCatching => "An error ends its scope, and with it what the same event would throw besides: draw an event of its own for it.",
        "errorEventDefinition" or "escalationEventDefinition" when isParallel =>
            $"<{definition.Kind}> cannot be waited for together with others: it is caught the moment it is thrown, or not at all.",
        _ => null,
    };

    private EventDefinition? One(NodeContext context, FlowNode node, EventModel definition, bool isCatching, bool needsCorrelation, ReadOnlySpan<string> allowed)
    {
        if (!allowed.Contains(definition.Kind))
        {
            context.Report(ProblemCodes.EventUnsupported, definition.Line, $"<{node.Kind}> with <{definition.Kind}> is not supported here.");
            return null;
        }
        return definition.Kind switch
        {
            "messageEventDefinition" => isCatching ? Message(context, definition.Reference, definition.Line, needsCorrelation) : null,
            "timerEventDefinition" => Timer(context, definition),
            "errorEventDefinition" => Error(context, definition, isCatching),
            "escalationEventDefinition" => Escalation(context, definition, isCatching),
            "conditionalEventDefinition" => Condition(context, definition),
            "linkEventDefinition" => Link(context, definition),
            "signalEventDefinition" => Signal(context, definition),
            "compensateEventDefinition" => new CompensateEvent(definition.Reference),
            "cancelEventDefinition" => new CancelEvent(),
            _ => new TerminateEvent(),
        };
    }

    /// <summary>A message to wait for.</summary>
    public MessageEvent? Message(NodeContext context, string? reference, int line, bool needsCorrelation)
    {
        if (reference is null || !messages.TryGetValue(reference, out var message))
        {
            context.Report(ProblemCodes.ReferenceUnknown, line, reference is null ? "No message is chosen." : $"There is no message '{reference}' in the file.");
            return null;
        }
        if (message.Name is null)
            context.Report(ProblemCodes.MessageNameMissing, message.Line, $"The message '{message.Id}' has no name.");
        var subscription = message.Zeebe("subscription");
        var name = context.Value(message.Name, message.Line, "message name");
        var key = context.Value(subscription?["correlationKey"], subscription?.Line ?? message.Line, "correlation key");
        if (needsCorrelation && subscription?["correlationKey"] is null)
            context.Report(ProblemCodes.CorrelationKeyMissing, message.Line, $"The message '{message.Name ?? message.Id}' has no correlation key (<zeebe:subscription correlationKey=\"=...\"/>): nothing would say which case it belongs to.");
        return name is null ? null : new MessageEvent(name, key);
    }

    /// <summary>The name of a message or signal that starts a process: it must be known before there are variables.</summary>
    public static string? ConstantName(NodeContext context, EventDefinition definition)
    {
        var (what, code, value) = definition is SignalEvent signal
            ? ("signal", ProblemCodes.SignalNameMissing, signal.SignalName)
            : ("message", ProblemCodes.MessageNameMissing, ((MessageEvent)definition).MessageName);
        if (Constant(value) is { } name)
            return name;
        context.Report(code, $"The name of a {what} that starts a process must be fixed, but it is {value.Text}.");
        return null;
    }

    /// <summary>The text that a value always has; null when it depends on variables.</summary>
    public static string? Constant(CompiledValue value) => value.Expression is not { } expression ? value.Text
        : expression.Variables.Count == 0
            && expression.Evaluate(FeelContext.Empty, new FeelEnvironment(DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc)).Value is FeelString { Value: { Length: > 0 } name } ? name
        : null;

    private static TimerEvent? Timer(NodeContext context, EventModel definition)
    {
        if (definition.Timers.Count != 1 || definition.Timers[0].Value.Length == 0)
        {
            context.Report(ProblemCodes.TimerInvalid, definition.Line, "The timer needs exactly one of a date, a duration and a cycle.");
            return null;
        }
        var (kindName, text) = definition.Timers[0];
        var kind = kindName switch { "timeDate" => TimerKind.Date, "timeDuration" => TimerKind.Duration, _ => TimerKind.Cycle };
        if (context.Value(text, definition.Line, "timer expression") is not { } value)
            return null;
        var timer = new TimerEvent(kind, value);
        if (value.IsLiteral && timer.Schedule(FeelContext.Empty, new FeelEnvironment(DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc)).Error is { } error)
            context.Report(ProblemCodes.TimerInvalid, definition.Line, $"The timer cannot be read: {error}");
        return timer;
    }

    private ErrorEvent? Error(NodeContext context, EventModel definition, bool isCatching)
    {
        if (definition.Reference is null && isCatching)
            return new ErrorEvent(null);
        if (definition.Reference is null || !errors.TryGetValue(definition.Reference, out var error))
        {
            context.Report(ProblemCodes.ReferenceUnknown, definition.Line, definition.Reference is null ? "No error is chosen." : $"There is no error '{definition.Reference}' in the file.");
            return null;
        }
        if (error.ErrorCode is null)
        {
            context.Report(ProblemCodes.ErrorCodeMissing, error.Line, $"The error '{error.Name ?? error.Id}' has no error code.");
            return null;
        }
        var code = context.Value(error.ErrorCode, error.Line, "error code");
        if (isCatching && code is { IsLiteral: false })
            context.Report(ProblemCodes.ValueInvalid, error.Line, "The error code that an event catches must be fixed, not an expression.");
        return code is null ? null : new ErrorEvent(code);
    }

    private EscalationEvent? Escalation(NodeContext context, EventModel definition, bool isCatching)
    {
        if (definition.Reference is null && isCatching)
            return new EscalationEvent(null);
        if (definition.Reference is null || !escalations.TryGetValue(definition.Reference, out var escalation))
        {
            context.Report(ProblemCodes.ReferenceUnknown, definition.Line, definition.Reference is null ? "No escalation is chosen." : $"There is no escalation '{definition.Reference}' in the file.");
            return null;
        }
        if (escalation.EscalationCode is null)
        {
            context.Report(ProblemCodes.EscalationCodeMissing, escalation.Line, $"The escalation '{escalation.Name ?? escalation.Id}' has no escalation code.");
            return null;
        }
        var code = context.Value(escalation.EscalationCode, escalation.Line, "escalation code");
        if (isCatching && code is { IsLiteral: false })
            context.Report(ProblemCodes.ValueInvalid, escalation.Line, "The escalation code that an event catches must be fixed, not an expression.");
        return code is null ? null : new EscalationEvent(code);
    }

    private SignalEvent? Signal(NodeContext context, EventModel definition)
    {
        if (definition.Reference is null || !signals.TryGetValue(definition.Reference, out var signal))
        {
            context.Report(ProblemCodes.ReferenceUnknown, definition.Line, definition.Reference is null ? "No signal is chosen." : $"There is no signal '{definition.Reference}' in the file.");
            return null;
        }
        if (signal.Name is null)
        {
            context.Report(ProblemCodes.SignalNameMissing, signal.Line, $"The signal '{signal.Id}' has no name.");
            return null;
        }
        return context.Value(signal.Name, signal.Line, "signal name") is { } name ? new SignalEvent(name) : null;
    }

    private static ConditionEvent? Condition(NodeContext context, EventModel definition)
    {
        if (definition.Condition is null)
        {
            context.Report(ProblemCodes.ConditionMissing, definition.Line, "The conditional event has no condition.");
            return null;
        }
        return context.Expression(definition.Condition, definition.Line, "condition") is { } condition
            ? new ConditionEvent(condition) { VariableNames = Conditionals.VariableNames(definition) }
            : null;
    }

    private static LinkEvent? Link(NodeContext context, EventModel definition)
    {
        if (definition.Name is { } name)
            return new LinkEvent(name);
        context.Report(ProblemCodes.LinkInvalid, definition.Line, "The link event has no link name: nothing would say where the way goes on.");
        return null;
    }

    private static Dictionary<string, T> ById<T>(IEnumerable<T> nodes) where T : ModelNode
    {
        var found = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var node in nodes)
            found.TryAdd(node.Id, node);
        return found;
    }
}
