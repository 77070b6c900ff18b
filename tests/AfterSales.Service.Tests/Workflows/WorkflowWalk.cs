using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.State;
using AfterSales.Feel;
using AfterSales.Feel.Values;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;
using AfterSales.Service.Workflows;
using Shouldly;

namespace AfterSales.Service.Tests.Workflows;

/// <summary>
/// Walks one case through the shipped workflows on the pure interpreter, called processes included. Jobs are done at
/// once, user tasks and timers when the test says so. An incident or a warned expression fails the walk: a shipped
/// workflow must not read what is not there.
/// </summary>
internal sealed class WorkflowWalk
{
    private readonly Dictionary<long, Instance> _instances = [];
    private readonly Queue<Action> _next = new();
    private long _key = 1;

    private readonly bool _mayMissVariables;
    private readonly Func<string, string, FeelContext> _jobs;

    /// <param name="jobs">What an automatic step answers, by element id and job type; null for nothing.</param>
    /// <param name="mayMissVariables">The process is built to be started by itself as well, without what a caller passes.</param>
    public WorkflowWalk(string processId, FeelContext variables, Func<string, string, FeelContext>? jobs = null, bool mayMissVariables = false)
    {
        _mayMissVariables = mayMissVariables;
        _jobs = jobs ?? ((_, _) => FeelContext.Empty);
        Root = Start(processId, variables, null, 0, NextKey());
        Settle();
    }

    public DateTimeOffset Now { get; private set; } = new(2026, 11, 23, 6, 0, 0, TimeSpan.Zero);

    public Instance Root { get; }

    public List<OpenTask> Tasks { get; } = [];

    public List<OpenTimer> Timers { get; } = [];

    public List<OpenMessage> Messages { get; } = [];

    /// <summary>The jobs done so far: element and what the handler was given.</summary>
    public List<(string ElementId, string Type, FeelContext Variables)> Jobs { get; } = [];

    /// <summary>The elements entered and the sequence flows taken so far, in order, as <c>process-id/element-id</c>.</summary>
    public List<string> Passed { get; } = [];

    public List<string> Ends { get; } = [];

    public string? Status { get; private set; }

    public bool IsFinished => _instances.Count == 0;

    /// <summary>The whole path, or up to where the named task is open.</summary>
    public static WorkflowWalk Of(FlowPath path, string? upTo = null)
    {
        var walk = new WorkflowWalk(path.ProcessId, path.StartVariables, path.Jobs.Run());
        foreach (var step in path.Steps)
        {
            if (upTo is not null && walk.Tasks.Exists(task => task.Created.ElementId == upTo))
                break;
            walk.Take(step);
        }
        return walk;
    }

    /// <summary>Completes the task as its form would be submitted; the server's own validation must accept the answers.</summary>
    public void Complete(string taskId, IReadOnlyDictionary<string, string> answers)
    {
        var task = Tasks.Find(open => open.Created.ElementId == taskId)
            ?? throw new ShouldAssertException($"'{taskId}' is not open. Open: {string.Join(", ", Tasks.Select(open => open.Created.ElementId))}");
        var form = WorkflowLibrary.Shipped.Form(task.Created.FormId!);
        var outcome = FormValidator.Validate(form, FormValues.From(answers.Select(answer => (answer.Key, answer.Value))), [], task.Created.Variables, new FeelEnvironment(Now, TimeZoneInfo.Utc), Language.English);
        outcome.Errors.ShouldBeEmpty($"answers to {taskId}");
        Advance(task.Instance, new CompleteUserTask(task.Created.UserTaskKey, task.Created.ElementInstanceKey, outcome.Values));
        Settle();
    }

    /// <summary>Moves the clock to when the timer is due and lets it fire.</summary>
    public void LetPass(string timerId)
    {
        var timer = Timers.Find(open => open.Scheduled.TargetElementId == timerId)
            ?? throw new ShouldAssertException($"'{timerId}' does not run. Running: {string.Join(", ", Timers.Select(open => open.Scheduled.TargetElementId))}");
        if (timer.Scheduled.DueAt > Now)
            Now = timer.Scheduled.DueAt;
        Advance(timer.Instance, new FireTimer(timer.Scheduled.TimerKey, timer.Scheduled.ElementInstanceKey));
        Settle();
    }

    public void Take(PathStep step)
    {
        if (step.Task is not null)
            Complete(step.Task, step.Answers ?? []);
        else if (step.Timer is not null)
            LetPass(step.Timer);
        else
            Publish(step.Message!, step.MessageVariables);
    }

    private void Publish(string message, FeelContext variables)
    {
        var open = Messages.Find(candidate => candidate.Opened.MessageName == message)
            ?? throw new ShouldAssertException($"Nothing waits for '{message}'.");
        Advance(open.Instance, new CorrelateMessage(open.Opened.SubscriptionKey, open.Opened.ElementInstanceKey, NextKey(), variables));
        Settle();
    }

    private long NextKey() => _key++;

    private Instance Start(string processId, FeelContext variables, Instance? parent, long callKey, long key)
    {
        var process = WorkflowLibrary.Shipped.Process(processId);
        var state = InstanceState.Create(new NewInstance { ProcessInstanceKey = key, ProcessDefinitionKey = 1 });
        var instance = _instances[key] = new Instance(process, state, parent, callKey);
        Advance(instance, new StartInstance(variables, null));
        return instance;
    }

    private void Settle()
    {
        while (_next.TryDequeue(out var action))
            action();
    }

    private void Advance(Instance instance, Trigger trigger)
    {
        var context = new InterpreterContext { Now = Now, NextKey = NextKey, Decisions = WorkflowLibrary.Shipped };
        var result = Interpreter.Advance(instance.Process, instance.State, trigger, context);
        result.Applied.ShouldBeTrue(result.Reason);
        foreach (var effect in result)
            Follow(instance, effect);
    }

    private void Follow(Instance instance, Effect effect)
    {
        switch (effect)
        {
            case ElementActivated { Type: not (ElementType.Process or ElementType.MultiInstanceBody) } activated:
                Enter(instance.Process, instance.Process.Element(activated.ElementId));
                break;
            case SequenceFlowTaken flow:
                Passed.Add($"{instance.Process.Id}/{flow.FlowId}");
                break;
            case UserTaskCreated task:
                Tasks.Add(new OpenTask(instance, task));
                break;
            case UserTaskClosed task:
                Tasks.RemoveAll(open => open.Created.UserTaskKey == task.UserTaskKey);
                break;
            case TimerScheduled timer:
                Timers.Add(new OpenTimer(instance, timer));
                break;
            case TimerClosed timer:
                Timers.RemoveAll(open => open.Scheduled.TimerKey == timer.TimerKey);
                break;
            case MessageSubscriptionOpened message:
                Messages.Add(new OpenMessage(instance, message));
                break;
            case MessageSubscriptionClosed message:
                Messages.RemoveAll(open => open.Opened.SubscriptionKey == message.SubscriptionKey);
                break;
            case JobCreated job:
                Jobs.Add((job.ElementId, job.JobType, job.Variables));
                _next.Enqueue(() => Advance(instance, new CompleteJob(job.JobKey, job.ElementInstanceKey, _jobs(job.ElementId, job.JobType))));
                break;
            case ChildRequested child:
                _next.Enqueue(() => Start(child.ProcessId, child.Variables, instance, child.CallElementInstanceKey, child.ChildInstanceKey));
                break;
            case ChildCancelRequested child:
                _next.Enqueue(() => Advance(_instances[child.ChildInstanceKey], new CancelInstance()));
                break;
            case InstanceFinished finished:
                _instances.Remove(instance.State.ProcessInstanceKey);
                if (instance.Parent is { } parent && finished.Outcome == InstanceOutcome.Completed)
                    _next.Enqueue(() => Advance(parent, new FinishChild(instance.CallKey, instance.State.ProcessInstanceKey, finished.Variables)));
                break;
            case IncidentRaised incident:
                throw new ShouldAssertException($"Incident at {incident.ElementId}: {incident.Message}");
            case ExpressionWarned warned when !_mayMissVariables:
                throw new ShouldAssertException($"{warned.ElementId} reads what is not there: {warned.Expression}: {warned.Message}");
        }
    }

    private void Enter(CompiledProcess process, CompiledElement element)
    {
        Passed.Add($"{process.Id}/{element.Id}");
        if (element.Type == ElementType.EndEvent)
            Ends.Add(element.Id);
        if (element.Properties.TryGetValue(ElementProperties.CaseStatus, out var status))
            Status = status;
    }

    internal sealed record Instance(CompiledProcess Process, InstanceState State, Instance? Parent, long CallKey);

    internal sealed record OpenTask(Instance Instance, UserTaskCreated Created);

    internal sealed record OpenTimer(Instance Instance, TimerScheduled Scheduled);

    internal sealed record OpenMessage(Instance Instance, MessageSubscriptionOpened Opened);
}
