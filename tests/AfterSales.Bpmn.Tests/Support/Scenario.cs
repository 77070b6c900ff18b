using System.Text;
using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.Interpretation.Migration;
using AfterSales.Bpmn.Reading;
using AfterSales.Bpmn.State;
using AfterSales.Feel;
using AfterSales.Feel.Values;
using Shouldly;

namespace AfterSales.Bpmn.Tests.Support;

/// <summary>
/// Runs one instance with a clock and keys of its own. Every step is made twice: on the state as it is, and on one that
/// was written and read back after every step; the effects must not differ.
/// </summary>
internal sealed class Scenario
{
    private readonly List<Effect> all = [];
    private InstanceState state;
    private byte[] stored;
    private long lastKey = 100;

    public Scenario(CompiledProcess process, NewInstance? instance = null)
    {
        Process = process;
        state = InstanceState.Create(instance ?? new NewInstance { ProcessInstanceKey = 1, ProcessDefinitionKey = 7 });
        stored = state.Serialize();
    }

    public CompiledProcess Process { get; private set; }

    public DateTimeOffset Now { get; set; } = new(2026, 3, 21, 9, 0, 0, TimeSpan.Zero);

    public IDecisionSource Decisions { get; init; } = NoDecisions.Instance;

    public int MaximumSteps { get; init; } = 1000;

    public InstanceState State => state;

    /// <summary>What the last step did.</summary>
    public AdvanceResult Last { get; private set; } = null!;

    public IReadOnlyList<Effect> All => all;

    public InstanceFinished? Finished => all.OfType<InstanceFinished>().SingleOrDefault();

    /// <summary>Ids of the flow nodes that hold a token, the process left out; sorted.</summary>
    public string At => string.Join(" ", state.ActiveElements.Where(element => element.ScopeKey != 0).Select(element => element.ElementId).Order(StringComparer.Ordinal));

    /// <summary>Ids of all flow nodes that completed so far, in order.</summary>
    public string Done => string.Join(" ", all.OfType<ElementCompleted>().Select(effect => effect.ElementId));

    public static CompiledProcess Compile(string xml)
    {
        var read = BpmnReader.Read(Encoding.UTF8.GetBytes(xml));
        read.Problems.ShouldBeEmpty();
        var compilation = ProcessCompiler.Compile(read.Model!, new FeelCompiler());
        compilation.Problems.ShouldBeEmpty();
        return compilation.Processes.Single();
    }

    /// <summary>A process as it is given to <see cref="TryMigrate"/>.</summary>
    public static CompiledProcess Version(params string[] content) => Compile(Xml.Process(content));

    public static Scenario Of(params string[] content) => new(Compile(Xml.Process(content)));

    public static Scenario OfFile(string[] roots, params string[] content) => new(Compile(Xml.File(roots, content)));

    /// <summary>Starts at the none start event with variables given as JSON.</summary>
    public Scenario Start(string json = "{}", string? at = null) => Advance(new StartInstance(Context(json), at));

    public Scenario Advance(Trigger trigger)
    {
        TryAdvance(trigger).Applied.ShouldBeTrue(Last.Reason);
        return this;
    }

    public AdvanceResult TryAdvance(Trigger trigger)
    {
        var firstKey = lastKey;
        Last = Interpreter.Advance(Process, state, trigger, Environment());
        all.AddRange(Last);
        lastKey = firstKey;
        var copy = InstanceState.Deserialize(stored);
        var again = Interpreter.Advance(Process, copy, trigger, Environment());
        again.Select(Describe.Effect).ShouldBe(Last.Select(Describe.Effect), "a state that was stored and read back must behave the same");
        stored = copy.Serialize();
        Encoding.UTF8.GetString(state.Serialize()).ShouldBe(Encoding.UTF8.GetString(stored));
        return Last;
    }

    public JobCreated Job(string elementId) => Open<JobCreated>(elementId, job => job.ElementId, job => Waiting(job.ElementInstanceKey)?.JobKey == job.JobKey);

    public UserTaskCreated Task(string elementId) => Open<UserTaskCreated>(elementId, task => task.ElementId, task => Waiting(task.ElementInstanceKey)?.UserTaskKey == task.UserTaskKey);

    public TimerScheduled Timer(string targetId) => Open<TimerScheduled>(targetId, timer => timer.TargetElementId, timer => Waiting(timer.ElementInstanceKey)?.Timers.Any(wait => wait.Key == timer.TimerKey) ?? false);

    public MessageSubscriptionOpened Subscription(string targetId) => Open<MessageSubscriptionOpened>(targetId, message => message.TargetElementId, message => Waiting(message.ElementInstanceKey)?.Messages.Any(wait => wait.Key == message.SubscriptionKey) ?? false);

    public SignalSubscriptionOpened SignalSubscription(string targetId) => Open<SignalSubscriptionOpened>(targetId, signal => signal.TargetElementId, signal => Waiting(signal.ElementInstanceKey)?.Signals.Any(wait => wait.Key == signal.SubscriptionKey) ?? false);

    /// <summary>What was thrown so far, in order.</summary>
    public IEnumerable<(string Name, string Variables)> Signals => all.OfType<SignalThrown>().Select(signal => (signal.SignalName, FeelJson.ToJson(signal.Variables)));

    public ChildRequested Child(string elementId) => Open<ChildRequested>(elementId, child => child.ElementId, child => Waiting(child.CallElementInstanceKey)?.ChildInstanceKey == child.ChildInstanceKey);

    public Scenario CompleteJob(string elementId, string json = "{}") => Advance(new CompleteJob(Job(elementId).JobKey, Job(elementId).ElementInstanceKey, Context(json)));

    public Scenario FailJob(string elementId, string message = "broken") => Advance(new FailJob(Job(elementId).JobKey, Job(elementId).ElementInstanceKey, message));

    public Scenario ThrowError(string elementId, string code, string json = "{}") =>
        Advance(new ThrowJobError(Job(elementId).JobKey, Job(elementId).ElementInstanceKey, code, "because", Context(json)));

    public Scenario CompleteTask(string elementId, string json = "{}") => Advance(new CompleteUserTask(Task(elementId).UserTaskKey, Task(elementId).ElementInstanceKey, Context(json)));

    /// <summary>Moves the clock to when the timer is due and fires it.</summary>
    public Scenario Fire(string targetId)
    {
        var timer = Timer(targetId);
        Now = timer.DueAt > Now ? timer.DueAt : Now;
        return Advance(new FireTimer(timer.TimerKey, timer.ElementInstanceKey));
    }

    public Scenario Correlate(string targetId, string json = "{}") =>
        Advance(new CorrelateMessage(Subscription(targetId).SubscriptionKey, Subscription(targetId).ElementInstanceKey, 9, Context(json)));

    public Scenario Hear(string targetId, string json = "{}") =>
        Advance(new CatchSignal(SignalSubscription(targetId).SubscriptionKey, SignalSubscription(targetId).ElementInstanceKey, Context(json)));

    /// <summary>Begins an activity of the ad-hoc sub-process.</summary>
    public Scenario Begin(string adHoc, string activity, string json = "{}") =>
        Advance(new ActivateAdHoc(Instance(adHoc).Key, [new AdHocActivation(activity, Context(json))]));

    /// <summary>The only instance of the element.</summary>
    public ElementInstance Instance(string elementId) => state.ActiveElements.Single(element => element.ElementId == elementId && element.Type != ElementType.MultiInstanceBody);

    public Scenario FinishChild(string elementId, string json = "{}") =>
        Advance(new FinishChild(Child(elementId).CallElementInstanceKey, Child(elementId).ChildInstanceKey, Context(json)));

    public Scenario Escalate(string elementId, string code) =>
        Advance(new EscalateChild(Child(elementId).CallElementInstanceKey, Child(elementId).ChildInstanceKey, code));

    public Scenario SetVariables(string json, long? scopeKey = null, bool local = false) => Advance(new SetVariables(scopeKey ?? state.ProcessInstanceKey, Context(json), local));

    /// <summary>Goes over to another version; mappings are written <c>old=new</c>, and none at all means by equal ids.</summary>
    public AdvanceResult TryMigrate(CompiledProcess target, string? mappings = null)
    {
        var source = Process;
        var plan = mappings is null ? MigrationPlan.ByEqualIds(source, target) : new MigrationPlan([.. mappings.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(mapping => mapping.Split('=')).Select(ids => new ElementMapping(ids[0], ids[^1]))]);
        Process = target;
        if (!TryAdvance(new MigrateInstance(source, state.ProcessDefinitionKey + 1, plan)).Applied)
            Process = source;
        return Last;
    }

    public Scenario Migrate(CompiledProcess target, string? mappings = null)
    {
        TryMigrate(target, mappings).Applied.ShouldBeTrue(Last.Reason);
        return this;
    }

    /// <summary>The only unresolved incident.</summary>
    public OpenIncident Incident() => state.Incidents.ShouldHaveSingleItem().Incident!;

    public Scenario Resolve() => Advance(new ResolveIncident(Incident().Key));

    /// <summary>The root's variable as JSON; null when there is none.</summary>
    public string? Variable(string name) => state.Find(state.ProcessInstanceKey) is { } root
        ? root.Variables.TryGetValue(name, out var value) ? FeelJson.ToJson(value) : null
        : Finished!.Variables.TryGet(name, out var final) ? FeelJson.ToJson(final) : null;

    public Scenario ShouldBeCompleted()
    {
        Finished.ShouldNotBeNull($"tokens are still at: {At}").Outcome.ShouldBe(InstanceOutcome.Completed);
        state.Status.ShouldBe(InstanceStatus.Completed);
        state.ActiveElements.ShouldBeEmpty();
        EveryWaitShouldBeClosed();
        return this;
    }

    public Scenario ShouldBeAt(string ids, string? because = null)
    {
        At.ShouldBe(ids, because);
        return this;
    }

    /// <summary>What was opened was closed, exactly once: nothing waits for an instance that has ended.</summary>
    public void EveryWaitShouldBeClosed()
    {
        all.OfType<JobCreated>().Select(job => job.JobKey).ShouldBe(all.OfType<JobClosed>().Select(job => job.JobKey), ignoreOrder: true);
        all.OfType<UserTaskCreated>().Select(task => task.UserTaskKey).ShouldBe(all.OfType<UserTaskClosed>().Select(task => task.UserTaskKey), ignoreOrder: true);
        all.OfType<TimerScheduled>().Select(timer => timer.TimerKey).ShouldBe(all.OfType<TimerClosed>().Select(timer => timer.TimerKey), ignoreOrder: true);
        all.OfType<MessageSubscriptionOpened>().Select(message => message.SubscriptionKey).ShouldBe(all.OfType<MessageSubscriptionClosed>().Select(message => message.SubscriptionKey), ignoreOrder: true);
        all.OfType<SignalSubscriptionOpened>().Select(signal => signal.SubscriptionKey).ShouldBe(all.OfType<SignalSubscriptionClosed>().Select(signal => signal.SubscriptionKey), ignoreOrder: true);
        all.OfType<IncidentRaised>().Select(incident => incident.IncidentKey).ShouldBe(all.OfType<IncidentResolved>().Select(incident => incident.IncidentKey), ignoreOrder: true);
        var ended = all.OfType<ElementCompleted>().Select(effect => effect.ElementInstanceKey).Concat(all.OfType<ElementTerminated>().Select(effect => effect.ElementInstanceKey));
        all.OfType<ElementActivated>().Select(effect => effect.ElementInstanceKey).ShouldBe(ended, ignoreOrder: true);
    }

    public static FeelContext Context(string json) => (FeelContext)FeelJson.Parse(json);

    private ElementInstance? Waiting(long key) => state.Find(key);

    private T Open<T>(string id, Func<T, string> idOf, Func<T, bool> isOpen) where T : Effect =>
        all.OfType<T>().Where(effect => idOf(effect) == id && isOpen(effect)).FirstOrDefault()
        ?? throw new ShouldAssertException($"Nothing of the kind {typeof(T).Name} is open for '{id}'. Tokens are at: {At}; incidents: {string.Join(", ", state.Incidents.Select(element => element.Incident!.Message))}");

    private InterpreterContext Environment() => new()
    {
        Now = Now,
        NextKey = () => ++lastKey,
        Decisions = Decisions,
        MaximumSteps = MaximumSteps,
    };
}
