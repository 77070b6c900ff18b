using System.Buffers;
using System.Text.Json;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Model;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.State.Format;

/// <summary>Between the state in memory and its stored form.</summary>
internal static class StateFormat
{
    private static readonly JsonWriterOptions Writing = new()
    {
        // The state is stored, never put into a page: names and texts stay readable in every script.
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(InstanceState state, IBufferWriter<byte> output)
    {
        using var writer = new Utf8JsonWriter(output, Writing);
        JsonSerializer.Serialize(writer, ToDocument(state), StateJson.Default.StateDocument);
    }

    public static InstanceState Read(ReadOnlySpan<byte> json)
    {
        var document = JsonSerializer.Deserialize(json, StateJson.Default.StateDocument)
            ?? throw new JsonException("Expected the state of a process instance, but it is null.");
        if (document.Format is < 1 or > StateDocument.CurrentFormat)
            throw new JsonException($"Expected a state of format 1 to {StateDocument.CurrentFormat}, but it is {document.Format}.");
        return ToState(document);
    }

    private static StateDocument ToDocument(InstanceState state) => new()
    {
        ProcessInstanceKey = state.ProcessInstanceKey,
        ProcessDefinitionKey = state.ProcessDefinitionKey,
        ParentProcessInstanceKey = state.ParentProcessInstanceKey,
        ParentElementInstanceKey = state.ParentElementInstanceKey,
        RootProcessInstanceKey = state.RootProcessInstanceKey,
        BusinessKey = state.BusinessKey,
        Status = Name(state.Status),
        IsSuspended = state.IsSuspended,
        CatchesAllErrors = state.Catchable.All,
        CatchesErrors = state.Catchable.Codes.Count == 0 ? null : [.. state.Catchable.Codes],
        Elements = [.. state.Elements.Values.Select(ToDocument)],
    };

    private static ElementDocument ToDocument(ElementInstance element) => new()
    {
        Key = element.Key,
        Scope = element.ScopeKey == 0 ? null : element.ScopeKey,
        Id = element.ElementId,
        Type = element.Type.ToApiName(),
        State = Name(element.State),
        Variables = element.Locals.Count == 0 ? null : element.Locals,
        Job = element.JobKey,
        UserTask = element.UserTaskKey,
        Child = element.ChildInstanceKey,
        Timers = element.OpenTimers.Count == 0 ? null : element.OpenTimers.ConvertAll(timer => new TimerDocument
        {
            Key = timer.Key,
            Target = timer.TargetElementId,
            DueAt = timer.DueAt,
            RepetitionsLeft = timer.RepetitionsLeft,
            Interval = timer.Interval,
            Expression = timer.Expression,
        }),
        Messages = element.OpenMessages.Count == 0 ? null : element.OpenMessages.ConvertAll(message => new MessageDocument
        {
            Key = message.Key,
            Target = message.TargetElementId,
            Name = message.MessageName,
            CorrelationKey = message.CorrelationKey,
        }),
        Conditions = element.OpenConditions.Count == 0 ? null : element.OpenConditions.ConvertAll(condition => new ConditionDocument { Target = condition.TargetElementId, WasTrue = condition.WasTrue, Part = condition.Part }),
        Signals = element.OpenSignals.Count == 0 ? null : element.OpenSignals.ConvertAll(signal => new SignalDocument { Key = signal.Key, Target = signal.TargetElementId, Name = signal.SignalName }),
        Gathered = element.HappenedInPart.Count == 0 ? null : element.HappenedInPart.ConvertAll(part => new GatheredDocument { Target = part.TargetElementId, Message = part.MessageName, Variables = part.Variables.Entries.ToDictionary(StringComparer.Ordinal) }),
        ConditionMet = element.IsConditionMet,
        Compensables = element.Done.Count == 0 ? null : element.Done.ConvertAll(ToDocument),
        Incident = element.Incident is not { } incident ? null : new IncidentDocument
        {
            Key = incident.Key,
            Type = incident.Type.ToApiName(),
            Message = incident.Message,
            Job = incident.JobKey,
        },
        LoopCounter = element.LoopCounter,
        Loop = element.Loop is not { } loop ? null : new LoopDocument
        {
            Items = [.. loop.Items],
            Outputs = loop.Outputs,
            Started = loop.Started,
            Completed = loop.Completed,
        },
        Arrivals = element.Waiting.Count == 0 ? null : element.Waiting,
        Resets = element.AwaitedResets.Count == 0 ? null : element.AwaitedResets.ConvertAll(reset => new ResetDocument { Gateway = reset.GatewayId, Flows = [.. reset.FlowIds] }),
        Resetting = element.IsResetting,
        Queue = element.Queued.Count == 0 ? null : element.Queued.ConvertAll(queued => new QueuedDocument { Id = queued.ElementId, Variables = queued.Variables.Entries.ToDictionary(StringComparer.Ordinal) }),
    };

    private static InstanceState ToState(StateDocument document)
    {
        var instance = new NewInstance
        {
            ProcessInstanceKey = document.ProcessInstanceKey,
            ProcessDefinitionKey = document.ProcessDefinitionKey,
            ParentProcessInstanceKey = document.ParentProcessInstanceKey,
            ParentElementInstanceKey = document.ParentElementInstanceKey,
            RootProcessInstanceKey = document.RootProcessInstanceKey ?? 0,
            BusinessKey = document.BusinessKey,
            Catchable = new CatchableErrors(document.CatchesAllErrors, document.CatchesErrors ?? []),
        };
        var state = new InstanceState(instance, Value<InstanceStatus>(document.Status)) { IsSuspended = document.IsSuspended };
        foreach (var element in document.Elements ?? [])
            state.Elements.Add(element.Key, ToElement(element));
        foreach (var element in state.Elements.Values)
            if (state.Find(element.ScopeKey) is { } scope)
                scope.Children++;
        return state;
    }

    private static ElementInstance ToElement(ElementDocument document)
    {
        var type = ElementTypeNames.FromApiName(document.Type) ?? throw Unknown("element type", document.Type);
        var element = new ElementInstance(document.Key, document.Scope ?? 0, document.Id, type)
        {
            State = Value<ElementState>(document.State),
            JobKey = document.Job,
            UserTaskKey = document.UserTask,
            ChildInstanceKey = document.Child,
            LoopCounter = document.LoopCounter,
            IsConditionMet = document.ConditionMet,
            IsResetting = document.Resetting,
        };
        foreach (var (name, value) in document.Variables ?? [])
            element.Locals[name] = value;
        foreach (var timer in document.Timers ?? [])
            element.OpenTimers.Add(new TimerWait(timer.Key, timer.Target, timer.DueAt, timer.RepetitionsLeft, timer.Interval, timer.Expression));
        foreach (var message in document.Messages ?? [])
            element.OpenMessages.Add(new MessageWait(message.Key, message.Target, message.Name, message.CorrelationKey));
        foreach (var condition in document.Conditions ?? [])
            element.OpenConditions.Add(new ConditionWait(condition.Target, condition.WasTrue, condition.Part));
        foreach (var signal in document.Signals ?? [])
            element.OpenSignals.Add(new SignalWait(signal.Key, signal.Target, signal.Name));
        foreach (var part in document.Gathered ?? [])
            element.HappenedInPart.Add(new GatheredEvent(part.Target, new FeelContext(part.Variables ?? []), part.Message));
        foreach (var done in document.Compensables ?? [])
            element.Done.Add(ToCompensable(done));
        foreach (var (flow, tokens) in document.Arrivals ?? [])
            element.Waiting[flow] = tokens;
        foreach (var reset in document.Resets ?? [])
            element.AwaitedResets.Add(new GatewayReset(reset.Gateway, reset.Flows));
        foreach (var queued in document.Queue ?? [])
            element.Queued.Add(new QueuedActivity(queued.Id, new FeelContext(queued.Variables ?? [])));
        if (document.Incident is { } incident)
        {
            var incidentType = IncidentTypeNames.FromApiName(incident.Type) ?? throw Unknown("incident type", incident.Type);
            element.Incident = new OpenIncident(incident.Key, incidentType, incident.Message, incident.Job);
        }
        if (document.Loop is { } loop)
            element.Loop = new LoopProgress { Items = loop.Items, Outputs = loop.Outputs, Started = loop.Started, Completed = loop.Completed };
        return element;
    }

    private static CompensableDocument ToDocument(Compensable done) => new()
    {
        Id = done.ElementId,
        Within = done.Within,
        Variables = done.Variables?.Entries.ToDictionary(StringComparer.Ordinal),
        Inner = done.Inner.Count == 0 ? null : [.. done.Inner.Select(ToDocument)],
    };

    private static Compensable ToCompensable(CompensableDocument document) => new(document.Id, document.Within)
    {
        Variables = document.Variables is { } variables ? new FeelContext(variables) : null,
        Inner = document.Inner is { } inner ? inner.ConvertAll(ToCompensable) : [],
    };

    private static string Name<T>(T value) where T : struct, Enum =>
        JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static T Value<T>(string name) where T : struct, Enum =>
        Enum.TryParse<T>(name, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : throw Unknown(typeof(T).Name, name);

    private static JsonException Unknown(string what, string value) => new($"Expected a known {what}, but it is '{value}'.");
}
