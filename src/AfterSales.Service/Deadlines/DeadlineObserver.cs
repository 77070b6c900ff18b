using System.Runtime.CompilerServices;
using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Interpretation.Migration;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.State;
using AfterSales.Engine.Commits;
using AfterSales.Engine.UserTasks;
using AfterSales.Service.Calendars;
using AfterSales.Service.Deadlines.Moves;
using AfterSales.Service.Workflows;

namespace AfterSales.Service.Deadlines;

/// <summary>
/// Keeps limits, pauses and breaches in step with the engine, in its own commits: a due time without a receipt cannot exist.
/// <list type="bullet">
/// <item>A user task with a due date and a timer with a <c>clock</c> property open a limit with its receipt.</item>
/// <item>An element with <c>waiting.for=customer</c> is a pause of its case while it is active; where pauses are deducted, timers are
/// held while it lasts and due times move when it ends.</item>
/// <item>A limit is met when its work is done, breached when its timer fires, whatever happens later.</item>
/// </list>
/// </summary>
internal sealed class DeadlineObserver(CalendarRegistry calendars, DeadlineOptions options, DeadlineLedger ledger) : IEngineObserver
{
    private readonly NewLimits limits = new(calendars, options);
    private readonly ConditionalWeakTable<CompiledProcess, WatchedElements> watchedElements = [];

    public void Observe(CommitContext commit)
    {
        // What opens comes first and timers before the steps they guard, so that the order within a step cannot turn a missed
        // limit into a cancelled one, nor leave a limit open that began and ended in the same step.
        foreach (var effect in commit.Effects)
            Begin(commit, effect);
        foreach (var closed in commit.Effects.OfType<TimerClosed>())
            Close(commit, closed);
        foreach (var effect in commit.Effects)
            GoOn(commit, effect);
    }

    private void Begin(CommitContext commit, Effect effect)
    {
        if (effect is UserTaskCreated task)
            Open(commit, task);
        else if (effect is TimerScheduled timer)
            Open(commit, timer);
    }

    private void GoOn(CommitContext commit, Effect effect)
    {
        switch (effect)
        {
            case UserTaskUpdated changed:
                Change(commit, changed);
                break;
            case ElementActivated begun:
                Pause(commit, begun);
                break;
            case InstanceMigrated migrated:
                GoOver(commit, migrated);
                break;
            case UserTaskClosed closed:
                ledger.End(commit, closed.UserTaskKey, closed.End == WaitEnd.Completed ? DeadlineEnd.Completed : DeadlineEnd.Cancelled);
                break;
            case ElementCompleted done:
                Leave(commit, done.ElementInstanceKey, done.ElementId, DeadlineEnd.Completed);
                break;
            case ElementTerminated ended:
                Leave(commit, ended.ElementInstanceKey, ended.ElementId, DeadlineEnd.Cancelled);
                break;
        }
    }

    /// <summary>A step that goes over keeps its limits where the new version names them; whether it waits for the customer is as the new version says.</summary>
    private void GoOver(CommitContext commit, InstanceMigrated migrated)
    {
        var watched = watchedElements.GetValue(commit.Process!, static p => new WatchedElements(p));
        foreach (var element in migrated.Elements)
        {
            foreach (var limit in DeadlineTable.OpenOfElement(commit.Connection, commit.Transaction, element.ElementInstanceKey))
                if (!limit.IsTask && commit.Process!.FindElement(limit.ElementId)?.Properties.ContainsKey(ElementProperties.Clock) != true)
                    ledger.End(commit, limit.SourceKey, DeadlineEnd.Cancelled);
            if (watched.Waiting.Contains(element.ToElementId))
                Pause(commit, new ElementActivated(element.ElementInstanceKey, 0, element.ToElementId, element.Type));
            else
                ledger.Resume(commit, element.ElementInstanceKey);
        }
    }

    /// <summary>Most elements guard nothing and wait for nobody: they cost no query.</summary>
    private void Leave(CommitContext commit, long elementInstanceKey, string elementId, DeadlineEnd end)
    {
        if (commit.Process is not { } process)
            return;
        var watched = watchedElements.GetValue(process, static p => new WatchedElements(p));
        if (watched.Limited.Contains(elementId))
            ledger.EndLimitsOf(commit, elementInstanceKey, end);
        if (watched.Waiting.Contains(elementId))
            ledger.Resume(commit, elementInstanceKey);
    }

    private void Open(CommitContext commit, UserTaskCreated task)
    {
        if (commit is { Process: { } process, Instance: { } instance } && limits.OfTask(task, process, instance, commit.Now, commit.NextKey) is { } limit)
            ledger.Open(commit, limit);
    }

    private void Open(CommitContext commit, TimerScheduled timer)
    {
        if (commit is not { Process: { } process, Instance: { } instance }
            || process.FindElement(timer.TargetElementId) is not { } element)
            return;
        if (!element.Properties.TryGetValue(ElementProperties.Clock, out var limitId))
        {
            Keep(commit, instance, timer, element);
            return;
        }
        ledger.Open(commit, limits.OfTimer(timer, element, limitId, process, instance, commit.Now, commit.NextKey));
    }

    /// <summary>A timer that guards no named limit keeps how it was counted, so that it can follow a change of its calendar.</summary>
    private void Keep(CommitContext commit, InstanceState instance, TimerScheduled timer, CompiledElement element)
    {
        if (!timer.Notes.OfType<WorkingTimeCalculation>().Any())
            return;
        var about = CaseInSight.Of(instance, timer.ElementInstanceKey);
        var receipt = ReceiptMaker.ForLimit(timer, element, about, commit.Now, calendars);
        if (receipt.Calculation is not null)
            TimerCalculationTable.Keep(commit, new(
                timer.TimerKey, about.Number, instance.ProcessInstanceKey, element.Id, ReceiptMaker.NameOf(element), timer.DueAt, receipt));
    }

    private static void Change(CommitContext commit, UserTaskUpdated changed)
    {
        if (changed.DueDate is not { } due || DeadlineTable.BySource(commit.Connection, commit.Transaction, changed.UserTaskKey) is not { } limit || limit.AppliedDueAt == due)
            return;
        DeadlineTable.Replace(commit.Later, commit.Transaction, limit.Key, due, ReceiptMaker.ForChange(limit.Receipt, due, commit.Now));
    }

    private void Pause(CommitContext commit, ElementActivated begun)
    {
        // Of a multi-instance activity the body and each instance have the same properties; the body waits for all of them.
        if (commit is not { Process: { } process, Instance: { } instance } || instance.Find(begun.ElementInstanceKey) is null
            || process.FindElement(begun.ElementId) is not { } element
            || element.Properties.GetValueOrDefault(ElementProperties.WaitingFor) != "customer"
            || CaseInSight.Of(instance, begun.ElementInstanceKey).Number is not { } number)
            return;
        ledger.Pause(commit, new(
            commit.NextKey(), number, begun.ElementInstanceKey, begun.ElementId, ReceiptMaker.Catalog("receipt.waitingForCustomer"), commit.Now, null));
    }

    private void Close(CommitContext commit, TimerClosed closed)
    {
        TimerCalculationTable.Forget(commit, closed.TimerKey);
        if (closed.End == WaitEnd.Completed)
            ledger.Breach(commit, closed.TimerKey, expired: !HostGoesOn(commit, closed.TimerKey));
        else
            ledger.End(commit, closed.TimerKey, WasTerminated(commit, closed.TimerKey) ? DeadlineEnd.Cancelled : DeadlineEnd.Completed);
    }

    /// <summary>A non-interrupting timer leaves the step it guards active: the limit stays open, overdue, until that is done.</summary>
    private static bool HostGoesOn(CommitContext commit, long timerKey) =>
        DeadlineTable.BySource(commit.Connection, commit.Transaction, timerKey) is { } limit
        && commit.Process?.FindElement(limit.ElementId) is { Type: ElementType.BoundaryEvent, IsInterrupting: false };

    private static bool WasTerminated(CommitContext commit, long timerKey) =>
        DeadlineTable.BySource(commit.Connection, commit.Transaction, timerKey) is { } limit
        && commit.Effects.Any(effect => effect is InstanceMigrated || (effect is ElementTerminated ended && ended.ElementInstanceKey == limit.ElementInstanceKey));

    /// <summary>The elements of a process that limits guard, and those that wait for the customer.</summary>
    private sealed class WatchedElements(CompiledProcess process)
    {
        public HashSet<string> Limited { get; } = [.. process.Elements
            .Where(element => element.AttachedTo is not null && element.Properties.ContainsKey(ElementProperties.Clock))
            .Select(element => process.Elements[element.AttachedTo!.Value].Id)];

        public HashSet<string> Waiting { get; } = [.. process.Elements
            .Where(element => element.Properties.ContainsKey(ElementProperties.WaitingFor))
            .Select(element => element.Id)];
    }
}
