using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.State;
using AfterSales.Feel;
using AfterSales.Feel.Values;
using AfterSales.Service.Calendars;
using AfterSales.Service.Cases;
using AfterSales.Service.Deadlines;
using AfterSales.Service.Escalation;
using AfterSales.Service.Languages;
using AfterSales.Service.Notifications;
using AfterSales.Service.Workflows;

namespace AfterSales.Service.Designer.Runs;

/// <summary>
/// One run of a workflow on the interpreter that runs real cases, with a clock of its own. It touches no case, sends no mail and reads
/// nothing that changes: the same script on the same library and the same people gives the same run.
/// </summary>
public sealed partial class TestRun
{
    /// <summary>Steps of the interpreter one action may take: a workflow that never comes to rest is told, not waited for.</summary>
    private const int MostTriggers = 2_000;

    private readonly RunParts _parts;
    private readonly RunLibrary _library;
    private readonly Dictionary<long, Instance> _instances = [];
    private readonly Queue<Action> _next = new();
    private readonly List<(Instance Instance, UserTaskCreated Created, DateTimeOffset Since)> _tasks = [];
    private readonly List<(Instance Instance, JobCreated Created)> _jobs = [];
    private readonly List<OpenTimer> _timers = [];
    private readonly List<(Instance Instance, MessageSubscriptionOpened Opened)> _messages = [];
    private readonly List<(Instance Instance, IncidentRaised Raised)> _incidents = [];
    private readonly List<(string Name, string Key, FeelContext Variables, DateTimeOffset Until)> _kept = [];
    private readonly Dictionary<string, int> _turns = [];
    private readonly List<DeadlineRow> _limits = [];
    private readonly List<PauseRow> _pauses = [];
    private readonly RunLadders _ladders;
    private readonly List<RunEvent> _events = [];
    private readonly List<RunStep> _steps = [];
    private readonly List<RunMail> _mails = [];
    private readonly List<RunDeadline> _deadlines = [];
    private readonly List<string> _ends = [];
    private readonly HashSet<ArtifactId> _used = [];
    private long _key = 1;
    private int _action = -1;
    private int _triggers;

    private TestRun(RunParts parts, RunLibrary library, IReadOnlyDictionary<string, EscalationPolicy> policies, RunScript script)
    {
        (_parts, _library, Script, Now) = (parts, library, script, script.At);
        _ladders = new RunLadders(parts, library, policies);
    }

    public RunScript Script { get; }

    /// <summary>Where the run's clock stands.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>Why an action could not be done; the run stands where it stood before. Null when all could.</summary>
    public RunRefusal? Refusal { get; private set; }

    /// <summary>Nothing is open any more.</summary>
    public bool IsEnded => _started && _instances.Count == 0;

    private bool _started;

    /// <summary>The status the case would have.</summary>
    public string? Status { get; private set; }

    /// <summary>Ids of the end events reached, called processes included, in order.</summary>
    public IReadOnlyList<string> Ends => _ends;

    public IReadOnlyList<RunEvent> Events => _events;

    public IReadOnlyList<RunStep> Steps => _steps;

    public IReadOnlyList<RunMail> Mails => _mails;

    /// <summary>The due times of tasks and drawn clocks, in the order in which they began.</summary>
    public IReadOnlyList<RunDeadline> Deadlines => _deadlines;

    /// <summary>What the run made use of: a change of anything else cannot change it.</summary>
    public IReadOnlySet<ArtifactId> Used => _used;

    public IReadOnlyList<RunTask> Tasks => [.. _tasks.Select((task, index) => new RunTask(
        PartOf(task.Instance, task.Created.ElementId), WhichOf(_tasks.Select(t => t.Created.ElementId), index), task.Created.Assignee, task.Created.CandidateGroups,
        task.Created.CandidateUsers, DueOf(task.Created), task.Since, task.Created.FormId, task.Created.Variables) { Why = WhyOf(task.Created) })];

    public IReadOnlyList<RunJob> Jobs => [.. _jobs.Select((job, index) => new RunJob(
        PartOf(job.Instance, job.Created.ElementId), WhichOf(_jobs.Select(j => j.Created.ElementId), index), job.Created.JobType, job.Created.Variables,
        _parts.Outcomes.Of(job.Created.JobType, job.Created.Variables, Environment)))];

    public IReadOnlyList<RunTimer> Timers => [.. _timers.Select((timer, index) => new RunTimer(
        PartOf(timer.Instance, timer.Scheduled.TargetElementId), WhichOf(_timers.Select(t => t.Scheduled.TargetElementId), index), timer.DueAt == DeadlineLedger.Held ? null : timer.DueAt,
        _limits.Find(limit => limit.SourceKey == timer.Scheduled.TimerKey)?.Name))];

    public IReadOnlyList<RunReminder> Reminders => [.. _ladders.Planned.Where(planned => planned.Rung.At < DeadlineLedger.Held).OrderBy(planned => planned.Rung.At)
        .Select(planned => new RunReminder(planned.Ladder.Part, planned.Ladder.Policy.Id, planned.Rung.Step.Id, planned.Rung.Step.Share, planned.Rung.At))];

    public IReadOnlyList<RunMessage> Messages => [.. _messages.Select((message, index) => new RunMessage(
        PartOf(message.Instance, message.Opened.TargetElementId), WhichOf(_messages.Select(m => m.Opened.TargetElementId), index), message.Opened.MessageName, message.Opened.CorrelationKey))];

    public IReadOnlyList<RunIncident> Incidents => [.. _incidents.Select((incident, index) => new RunIncident(
        PartOf(incident.Instance, incident.Raised.ElementId), WhichOf(_incidents.Select(i => i.Raised.ElementId), index), incident.Raised.Type.ToApiName(), incident.Raised.Message,
        VariablesOf(incident.Instance)))];

    /// <summary>The next moment at which something happens by itself; null when only people can go on.</summary>
    public DateTimeOffset? NextMoment => new[] { _timers.Select(timer => (DateTimeOffset?)timer.DueAt).Where(at => at < DeadlineLedger.Held).Min(), _ladders.Next }.Min();

    /// <summary>The processes that ran, the one the run began with first, each with where it stands.</summary>
    public IReadOnlyList<RunPicture> Pictures => [.. _pictures.Values];

    /// <summary>The variables of the processes that run, and those of the first at its end.</summary>
    public IReadOnlyList<(string ProcessId, FeelContext Variables)> Variables =>
        _instances.Count > 0 ? [.. _instances.Values.Select(instance => (instance.Process.Id, VariablesOf(instance)))] : _final is { } final ? [(Script.Process, final)] : [];

    private FeelEnvironment Environment => new(Now, _parts.Zone);

    private FeelContext? _final;

    /// <summary>Plays a script from its beginning, as far as it can be played.</summary>
    internal static TestRun Play(RunParts parts, RunLibrary library, IReadOnlyDictionary<string, EscalationPolicy> policies, RunScript script)
    {
        var run = Open(parts, library, policies, script);
        for (var index = 0; index < script.Actions.Count && run.Refusal is null; index++)
            if (run.Take(script.Actions[index]) is { } why)
                run.Refusal = new RunRefusal(index, why);
        return run;
    }

    /// <summary>Begins a run whose actions are decided on the way.</summary>
    internal static TestRun Open(RunParts parts, RunLibrary library, IReadOnlyDictionary<string, EscalationPolicy> policies, RunScript script)
    {
        var run = new TestRun(parts, library, policies, script);
        run.Begin();
        return run;
    }

    /// <summary>Does one thing; the reason where it cannot be done.</summary>
    internal LocalText? Take(RunAction action)
    {
        (_action, _triggers) = (_action + 1, 0);
        return Do(action);
    }

    /// <summary>Moves the clock on; whatever is due by then happens at its time.</summary>
    internal LocalText? PassUntil(DateTimeOffset until)
    {
        _triggers = 0;
        return MoveTo(until);
    }

    /// <summary>The form of an open task as its page would show it; null when the form is not there.</summary>
    public Forms.FormView? Form(RunTask task) => FormOf(task.FormId, task.Variables) is { } form ? Forms.FormViews.Empty(form.Schema, form.Variables, form.Environment) : null;

    /// <summary>The form with these answers and what is wrong with them.</summary>
    public Forms.FormView? Judge(RunTask task, IReadOnlyDictionary<string, IReadOnlyList<string>> answers, Language language) =>
        FormOf(task.FormId, task.Variables) is { } form ? Judge(form, answers, language).View : null;

    private (Forms.FormSchema Schema, FeelContext Variables, FeelEnvironment Environment)? FormOf(string? formId, FeelContext variables)
    {
        if (formId is null)
            return (Forms.FormSchema.None, variables, Environment);
        _used.Add(new ArtifactId(ArtifactKind.Form, formId));
        return _library.Form(formId) is { } schema
            ? (schema, variables, new FeelEnvironment(Now, _parts.Calendars.FindOrStandard(CaseInSight.Of(variables.Entries.GetValueOrDefault("case")).CalendarId).Zone))
            : null;
    }

    private void Begin()
    {
        if (_library.Process(Script.Process) is not { } process)
        {
            Refusal = new RunRefusal(-1, Say("designer.run.noProcess", Script.Process));
            return;
        }
        if (Script.Start is { } start ? process.FindStart(start) is null : process.StartTriggers.None is null)
        {
            Refusal = new RunRefusal(-1, Say("designer.run.noStart", Script.Process));
            return;
        }
        var about = CaseFacts.OfVariables(Script.StartVariables);
        if (about is { CustomerEmail.Length: > 0 } && CaseKinds.Find(about.Kind) is { Internal: false } kind && kind.ProcessId == Script.Process)
            Write(null, _ => new Notification("acknowledgement", about.Customer) { CaseNumber = about.Number, Case = about }, about.Language, null, about);
        Status = "received";
        Start(process, Script.StartVariables, Script.Start, null, 0, NextKey(), CatchableErrors.None);
        Refusal = Settle() is { } why ? new RunRefusal(-1, why) : null;
    }

    private LocalText? Settle()
    {
        while (_next.TryDequeue(out var action))
        {
            if (++_triggers > MostTriggers)
                return Say("designer.run.neverRests", MostTriggers);
            action();
        }
        return null;
    }

    private long NextKey() => _key++;

    private void Start(CompiledProcess process, FeelContext variables, string? startElement, Instance? parent, long callKey, long key, CatchableErrors catchable)
    {
        _used.Add(new ArtifactId(ArtifactKind.Workflow, process.Id));
        var state = InstanceState.Create(new NewInstance
        {
            ProcessInstanceKey = key,
            ProcessDefinitionKey = 1,
            ParentProcessInstanceKey = parent?.State.ProcessInstanceKey,
            ParentElementInstanceKey = parent is null ? null : callKey,
            RootProcessInstanceKey = parent?.State.RootProcessInstanceKey ?? 0,
            BusinessKey = CaseInSight.Of(variables.Entries.GetValueOrDefault("case")).Number,
            Catchable = catchable,
        });
        var instance = _instances[key] = new Instance(process, state, parent, callKey);
        var picture = _pictures.TryGetValue(process.Id, out var known) ? known : _pictures[process.Id] = new RunPicture(process.Id, PartNames.Of(process));
        instance.Picture = picture;
        _started = true;
        Tell(RunEventKind.Started, new RunPart(process.Id, process.Id, PartNames.Of(process)), null);
        Advance(instance, new StartInstance(variables, startElement));
    }

    private bool Advance(Instance instance, Trigger trigger)
    {
        // What it is meant for may have ended meanwhile: an interrupted step, a cancelled call.
        if (!_instances.ContainsKey(instance.State.ProcessInstanceKey))
            return false;
        var result = Interpreter.Advance(instance.Process, instance.State, trigger, new InterpreterContext { Now = Now, NextKey = NextKey, Decisions = _library, Zone = _parts.Zone });
        foreach (var effect in result)
            Follow(instance, effect);
        foreach (var effect in result)
            CountPauses(instance, effect);
        return result.Applied;
    }

    /// <summary>The name of what <c>process/element</c> names; the id where it is not there any more.</summary>
    public LocalText NameAt(string path) => path.Split('/') is [var processId, var elementId] && _library.Process(processId)?.FindElement(elementId) is { } element
        ? PartNames.Of(element)
        : new LocalText(path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..]);

    private RunPart PartOf(Instance instance, string elementId) => new(
        instance.Process.Id, elementId, instance.Process.FindElement(elementId) is { } element ? PartNames.Of(element) : new LocalText(elementId));

    private static int WhichOf(IEnumerable<string> ids, int index)
    {
        var all = ids.ToList();
        return all.Take(index).Count(id => id == all[index]);
    }

    private static FeelContext VariablesOf(Instance instance) =>
        instance.State.Find(instance.State.ProcessInstanceKey) is { } root ? new FeelContext(root.Variables.OrderBy(entry => entry.Key, StringComparer.Ordinal)) : FeelContext.Empty;

    private DateTimeOffset? DueOf(UserTaskCreated task) =>
        _limits.Find(limit => limit.IsTask && limit.SourceKey == task.UserTaskKey) is { } limit ? limit.AppliedDueAt == DeadlineLedger.Held ? limit.DueAt : limit.AppliedDueAt : task.DueDate;

    private LocalText? WhyOf(UserTaskCreated task) => _limits.Find(limit => limit.IsTask && limit.SourceKey == task.UserTaskKey) is { } limit
        ? new LocalText(
            ReceiptText.Of(limit.Receipt, Language.English).Sentences, ReceiptText.Of(limit.Receipt, Language.Persian).Sentences, ReceiptText.Of(limit.Receipt, Language.Chinese).Sentences)
        : null;

    private void Tell(RunEventKind kind, RunPart? part, string? detail, int? mail = null) => _events.Add(new RunEvent(kind, Now, part, detail, _action, mail));

    internal static LocalText Say(string key, params object?[] args) => new(
        TextCatalog.For(Language.English)[key, args], TextCatalog.For(Language.Persian)[key, args], TextCatalog.For(Language.Chinese)[key, args]);

    private readonly Dictionary<string, RunPicture> _pictures = [];

    private sealed class Instance(CompiledProcess process, InstanceState state, Instance? parent, long callKey)
    {
        public CompiledProcess Process => process;
        public InstanceState State => state;
        public Instance? Parent => parent;
        public long CallKey => callKey;
        public RunPicture Picture { get; set; } = null!;
    }

    private sealed class OpenTimer(Instance instance, TimerScheduled scheduled)
    {
        public Instance Instance => instance;
        public TimerScheduled Scheduled => scheduled;

        /// <summary>Moves while the customer is waited for.</summary>
        public DateTimeOffset DueAt { get; set; } = scheduled.DueAt;
    }
}
