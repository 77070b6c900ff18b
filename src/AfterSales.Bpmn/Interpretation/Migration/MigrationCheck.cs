using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.State;

namespace AfterSales.Bpmn.Interpretation.Migration;

/// <summary>Works out how an instance goes over to another version, and what stands in its way. Changes nothing.</summary>
public sealed class MigrationCheck
{
    private readonly Run run;
    private readonly CompiledProcess source;
    private readonly MigrationPlan plan;
    private readonly List<MigrationProblem> problems = [];

    private MigrationCheck(Run run, MigrateInstance trigger)
    {
        this.run = run;
        source = trigger.Source;
        plan = trigger.Plan;
    }

    internal List<ElementMove> Moves { get; } = [];

    private CompiledProcess Target => run.Process;

    /// <summary>
    /// A dry run: what stands in the way of the trigger, or else the effects that it would have. Steps that could go on because
    /// of it (an inclusive join that nothing reaches any more) are not followed. <paramref name="state"/> stays as it is.
    /// </summary>
    public static MigrationOutlook DryRun(CompiledProcess target, InstanceState state, MigrateInstance trigger, InterpreterContext context)
    {
        var run = new Run(target, InstanceState.Deserialize(state.Serialize()), context);
        var check = Of(run, trigger);
        if (check.problems.Count > 0)
            return new(check.problems, [], []);
        var ended = check.Moves.SelectMany(move => Awaited(move.Instance).Where(id => !move.Events.ContainsKey(id))
            .Select(id => new EndedWait(move.Instance.OpenTimers.Exists(timer => timer.TargetElementId == id), id))).ToList();
        InstanceMigration.Apply(run, trigger);
        return new([], run.Write.Effects, ended);
    }

    internal static MigrationCheck Of(Run run, MigrateInstance trigger)
    {
        var check = new MigrationCheck(run, trigger);
        check.problems.AddRange(trigger.Plan.Problems(trigger.Source, run.Process));
        if (check.problems.Count == 0)
            foreach (var instance in run.State.ActiveElements)
                check.Look(instance);
        return check;
    }

    /// <summary>All problems in one text; null when there are none.</summary>
    internal string? Reason => problems.Count == 0 ? null : string.Join(" ", problems.Select(problem => problem.Message).Distinct(StringComparer.Ordinal));

    /// <summary>The events an element instance waits for, by their ids.</summary>
    internal static IEnumerable<string> Awaited(ElementInstance instance) => instance.OpenTimers.Select(wait => wait.TargetElementId)
        .Concat(instance.OpenMessages.Select(wait => wait.TargetElementId))
        .Concat(instance.OpenConditions.Select(wait => wait.TargetElementId))
        .Concat(instance.OpenSignals.Select(wait => wait.TargetElementId))
        .Concat(instance.HappenedInPart.Select(part => part.TargetElementId))
        .Distinct(StringComparer.Ordinal);

    private void Look(ElementInstance instance)
    {
        var from = source.Element(instance.ElementId, instance.Type);
        if (TargetOf(instance, from) is not { } to)
            return;
        var move = new ElementMove(instance, from, to);
        Moves.Add(move);
        LookAtCalled(instance, from, to);
        LookAtWaits(move);
        LookAtJoins(move);
        LookAtQueue(move);
        LookAtCompensables(move);
    }

    private CompiledElement? TargetOf(ElementInstance instance, CompiledElement from)
    {
        if (from.ScopeIndex < 0)
            return Target.Elements[0];
        if (plan.Target(from.Id) is not { } id)
            return Refuse<CompiledElement>(MigrationProblemCode.NotMapped, from.Id);
        var to = instance.Type == ElementType.MultiInstanceBody ? Target.Elements.FirstOrDefault(element => element.Id == id && element.Type == instance.Type) : Target.Element(id);
        if (to is null || to.Type != from.Type || (to.Job is null) != (from.Job is null) || to.IsForCompensation != from.IsForCompensation || to.WantsAll != from.WantsAll)
            return Refuse<CompiledElement>(MigrationProblemCode.KindDiffers, from.Id, id);
        if (!IsSameScope(from, to))
            return Refuse<CompiledElement>(MigrationProblemCode.ScopeDiffers, from.Id, id);
        if (!LoopsAlike(from, to))
            return Refuse<CompiledElement>(MigrationProblemCode.LoopDiffers, from.Id, id);
        if (!IsSameEvent(from, to))
            return Refuse<CompiledElement>(MigrationProblemCode.EventDiffers, from.Id, id);
        return to;
    }

    private bool IsSameScope(CompiledElement from, CompiledElement to)
    {
        var (around, newAround) = (source.Elements[from.ScopeIndex], Target.Elements[to.ScopeIndex]);
        return around.Type == newAround.Type && (around.ScopeIndex < 0 || plan.Target(around.Id) == newAround.Id);
    }

    private static bool LoopsAlike(CompiledElement from, CompiledElement to) =>
        (from.StandardLoop is null) == (to.StandardLoop is null) && (from.Loop is null) == (to.Loop is null)
        && (from.Loop is null || (from.Loop.IsSequential == to.Loop!.IsSequential && (from.Loop.OutputCollection is null) == (to.Loop.OutputCollection is null)));

    /// <summary>The same kinds of definitions in the same order, and of several the same number that it takes.</summary>
    private static bool IsSameEvent(CompiledElement from, CompiledElement to) =>
        from.Event?.GetType() == to.Event?.GetType() && from.IsParallelMultiple == to.IsParallelMultiple
        && from.Events.Select(part => part.GetType()).SequenceEqual(to.Events.Select(part => part.GetType()));

    /// <summary>The called instance decides by what it was told at its start whether an error ends it or is an incident.</summary>
    private void LookAtCalled(ElementInstance instance, CompiledElement from, CompiledElement to)
    {
        if (instance.ChildInstanceKey is not null && !Caught(source, from).SetEquals(Caught(Target, to)))
            Refuse<object>(MigrationProblemCode.CaughtErrorsDiffer, from.Id, to.Id);
    }

    private static HashSet<string> Caught(CompiledProcess process, CompiledElement call)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        for (var host = call; host is not null; host = host.ScopeIndex < 0 ? null : process.Elements[host.ScopeIndex])
            codes.UnionWith(EventsOf(process, host).SelectMany(caught => caught.Events).OfType<ErrorEvent>().Select(error => error.ErrorCode?.Text ?? "*"));
        return codes;
    }

    private void LookAtWaits(ElementMove move)
    {
        var (instance, from, to) = (move.Instance, move.From, move.To);
        foreach (var id in Awaited(instance))
            if (id == from.Id)
                move.Events[id] = to;
            else if (plan.Target(id) is { } mapped)
                KeepWaiting(move, source.Element(id), Target.Element(mapped));
            else if (from.WantsAll)
                Refuse<object>(MigrationProblemCode.NotMapped, id);
        if (instance.State == ElementState.Active)
            LookAtNewWaits(move);
    }

    private void KeepWaiting(ElementMove move, CompiledElement from, CompiledElement to)
    {
        if (!EventsOf(Target, move.To).Contains(to))
            Refuse<object>(MigrationProblemCode.HostDiffers, from.Id, to.Id);
        else if (!IsSameEvent(from, to))
            Refuse<object>(MigrationProblemCode.EventDiffers, from.Id, to.Id);
        else
            move.Events[from.Id] = to;
    }

    /// <summary>
    /// Events that the old version has too are not begun anew: what is not waited for any more has happened. Nor are those of event
    /// sub-processes where one that interrupts is under way.
    /// </summary>
    private void LookAtNewWaits(ElementMove move)
    {
        var known = EventsOf(source, move.From).Select(element => plan.Target(element.Id)).ToHashSet();
        var interrupted = run.State.ActiveElements.Any(child => child.ScopeKey == move.Instance.Key && child.Type == ElementType.EventSubProcess
            && source.Elements[source.Element(child.ElementId).NoneStart!.Value].IsInterrupting);
        var begun = EventsOf(Target, move.To).Where(element => !known.Contains(element.Id) && !(interrupted && element.Type == ElementType.StartEvent));
        var waits = run.Waits.Evaluate(move.Instance, begun);
        if (waits.Failure is { } failure)
            Refuse<object>(MigrationProblemCode.WaitFails, move.To.Id, detail: failure.Message);
        else
            move.NewWaits = waits.Value;
    }

    /// <summary>The events an element waits for besides what it is itself.</summary>
    private static IEnumerable<CompiledElement> EventsOf(CompiledProcess process, CompiledElement element)
    {
        var events = element.BoundaryEvents.Select(index => process.Elements[index])
            .Concat(element.EventSubProcesses.Select(index => process.Elements[process.Elements[index].NoneStart!.Value]));
        return element.Type == ElementType.EventBasedGateway
            ? events.Concat(element.Outgoing.Select(flow => process.Elements[process.Flows[flow].TargetIndex]))
            : events;
    }

    private void LookAtJoins(ElementMove move)
    {
        foreach (var (flowId, tokens) in move.Instance.Waiting)
        {
            var flow = source.FindFlow(flowId)!;
            var gateway = source.Elements[flow.TargetIndex];
            if (plan.Target(gateway.Id) is { } id)
                LookAtJoin(move, flow, tokens, gateway, Target.Element(id));
            else
                Refuse<object>(MigrationProblemCode.JoinNotMapped, gateway.Id);
        }
        foreach (var reset in move.Instance.AwaitedResets)
            if (plan.Target(reset.GatewayId) is { } id)
                LookAtReset(move, reset, source.Element(reset.GatewayId), Target.Element(id));
            else
                Refuse<object>(MigrationProblemCode.JoinNotMapped, reset.GatewayId);
    }

    private void LookAtReset(ElementMove move, GatewayReset reset, CompiledElement gateway, CompiledElement join)
    {
        if (WhyNoJoin(gateway, join) is { } code)
        {
            Refuse<object>(code, gateway.Id, join.Id);
            return;
        }
        var flows = reset.FlowIds.Select(id => source.FindFlow(id)!).ToList();
        foreach (var flow in flows.Where(flow => FlowTo(join, flow) is null))
            Refuse<object>(MigrationProblemCode.JoinFlowMissing, flow.Id, join.Id);
        move.Resets.Add(new GatewayReset(join.Id, [.. flows.Select(flow => FlowTo(join, flow)?.Id).OfType<string>()]));
    }

    private void LookAtJoin(ElementMove move, CompiledFlow flow, int tokens, CompiledElement gateway, CompiledElement join)
    {
        if (WhyNoJoin(gateway, join) is { } code)
            Refuse<object>(code, gateway.Id, join.Id);
        else if (FlowTo(join, flow) is not { } taken || !move.Arrivals.TryAdd(taken.Id, tokens))
            Refuse<object>(MigrationProblemCode.JoinFlowMissing, flow.Id, join.Id);
    }

    private MigrationProblemCode? WhyNoJoin(CompiledElement gateway, CompiledElement join) =>
        join.Type != gateway.Type || !Joins.WaitsAt(join) ? MigrationProblemCode.KindDiffers
        : !IsSameScope(gateway, join) ? MigrationProblemCode.ScopeDiffers
        : join.Incoming.Count < gateway.Incoming.Count ? MigrationProblemCode.JoinFewerFlows
        : null;

    /// <summary>The flow of the same id, else the only one from the element that takes the place of the one it comes from.</summary>
    private CompiledFlow? FlowTo(CompiledElement join, CompiledFlow flow)
    {
        if (Target.FindFlow(flow.Id) is { } same && same.TargetIndex == join.Index)
            return same;
        var from = plan.Target(source.Elements[flow.SourceIndex].Id);
        return join.Incoming.Select(index => Target.Flows[index]).Where(one => Target.Elements[one.SourceIndex].Id == from).ToList() is [var only] ? only : null;
    }

    private void LookAtQueue(ElementMove move)
    {
        foreach (var queued in move.Instance.Queued)
            if (plan.Target(queued.ElementId) is not { } id)
                Refuse<object>(MigrationProblemCode.NotMapped, queued.ElementId);
            else if (!move.To.Activatable.Any(index => Target.Elements[index].Id == id))
                Refuse<object>(MigrationProblemCode.ScopeDiffers, queued.ElementId, id);
            else
                move.Queue.Add(queued with { ElementId = id });
    }

    private void LookAtCompensables(ElementMove move)
    {
        foreach (var done in move.Instance.Done)
            if (Kept(done) is { } kept)
                move.Compensables.Add(kept);
    }

    /// <summary>What undoes it must be of the same kind: what an event sub-process needs is kept with it, and is of no use to others.</summary>
    private Compensable? Kept(Compensable done)
    {
        if (Completed(done.ElementId) is { CompensatedBy: { } handler } activity && Completed(done.Within) is { } within && Target.Elements[handler].UndoesScope == (done.Variables is not null))
        {
            var inner = done.Inner.Select(Kept).OfType<Compensable>().ToList();
            return done with { ElementId = activity.Id, Within = within.Id, Inner = inner };
        }
        return Refuse<Compensable>(MigrationProblemCode.CompensationMissing, done.ElementId);
    }

    /// <summary>What is done holds no token and need not be in the plan: then it goes by its id.</summary>
    private CompiledElement? Completed(string id) => Target.FindElement(plan.Target(id) ?? id);

    private T? Refuse<T>(MigrationProblemCode code, string elementId, string? other = null, string? detail = null) where T : class
    {
        problems.Add(new(code, elementId, other, detail));
        return null;
    }
}

/// <summary>What a migration would do to one instance, or why it cannot be made.</summary>
/// <param name="Ended">Events of the old version that would no longer be waited for.</param>
public sealed record MigrationOutlook(IReadOnlyList<MigrationProblem> Problems, IReadOnlyList<Effect> Effects, IReadOnlyList<EndedWait> Ended)
{
    public bool IsPossible => Problems.Count == 0;
}

/// <summary>A timer, or else a message or condition, that a migration would end.</summary>
public sealed record EndedWait(bool IsTimer, string ElementId);

/// <summary>How one element instance goes over.</summary>
internal sealed class ElementMove(ElementInstance instance, CompiledElement from, CompiledElement to)
{
    public ElementInstance Instance => instance;

    public CompiledElement From => from;

    public CompiledElement To => to;

    /// <summary>By the events waited for so far, those waited for from now on; what is not here is no longer waited for.</summary>
    public Dictionary<string, CompiledElement> Events { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<PreparedWait> NewWaits { get; set; } = [];

    public SortedDictionary<string, int> Arrivals { get; } = new(StringComparer.Ordinal);

    public List<GatewayReset> Resets { get; } = [];

    public List<QueuedActivity> Queue { get; } = [];

    public List<Compensable> Compensables { get; } = [];
}
