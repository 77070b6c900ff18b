using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Model;
using AfterSales.Feel.Values;
using AfterSales.Service.Cases;
using AfterSales.Service.Deadlines;
using AfterSales.Service.Languages;
using AfterSales.Service.Notifications;
using AfterSales.Service.Workflows;

namespace AfterSales.Service.Designer.Runs;

/// <summary>What the interpreter asks of the world, and what the run does about it.</summary>
public sealed partial class TestRun
{
    private void Follow(Instance instance, Effect effect)
    {
        switch (effect)
        {
            case ElementActivated { Type: ElementType.Process or ElementType.MultiInstanceBody }:
                break;
            case ElementActivated activated:
                Enter(instance, activated);
                break;
            case ElementCompleted { Type: not (ElementType.Process or ElementType.MultiInstanceBody) } completed:
                instance.Picture.Leave(completed.ElementId, done: true);
                break;
            case ElementTerminated { Type: not (ElementType.Process or ElementType.MultiInstanceBody) } terminated:
                instance.Picture.Leave(terminated.ElementId, done: false);
                break;
            case SequenceFlowTaken flow:
                instance.Picture.Take(flow.FlowId);
                break;
            case UserTaskCreated task:
                Open(instance, task);
                break;
            case UserTaskClosed closed:
                Close(closed);
                break;
            case TimerScheduled timer:
                Open(instance, timer);
                break;
            case TimerClosed timer:
                Close(timer);
                break;
            case MessageSubscriptionOpened message:
                _messages.Add((instance, message));
                TakeKept(instance, message);
                break;
            case MessageSubscriptionClosed message:
                _messages.RemoveAll(open => open.Opened.SubscriptionKey == message.SubscriptionKey);
                break;
            case JobCreated job:
                _jobs.Add((instance, job));
                if (!Script.Stops)
                    _next.Enqueue(() => DoUsual(job.JobKey));
                break;
            case JobClosed job:
                _jobs.RemoveAll(open => open.Created.JobKey == job.JobKey);
                break;
            case DecisionEvaluated decided:
                if (_library.FileOf(decided.DecisionId) is { } file)
                    _used.Add(new ArtifactId(ArtifactKind.Decision, file));
                Tell(RunEventKind.Decided, PartOf(instance, decided.ElementId), FeelJson.ToJson(FeelJson.ToJsonValue(decided.Result.Value)));
                break;
            case ChildRequested child:
                Call(instance, child);
                break;
            case ChildCancelRequested child:
                _next.Enqueue(() =>
                {
                    if (_instances.TryGetValue(child.ChildInstanceKey, out var called))
                        Advance(called, new CancelInstance());
                });
                break;
            case InstanceFinished finished:
                Finish(instance, finished);
                break;
            case IncidentRaised incident:
                Stop(instance, incident);
                break;
            case IncidentResolved resolved:
                foreach (var (where, raised) in _incidents.Where(open => open.Raised.IncidentKey == resolved.IncidentKey).ToList())
                    where.Picture.Stop(raised.ElementId, -1);
                _incidents.RemoveAll(open => open.Raised.IncidentKey == resolved.IncidentKey);
                break;
            case ExpressionWarned warned:
                Tell(RunEventKind.Warning, PartOf(instance, warned.ElementId), $"{warned.Expression}: {warned.Message}");
                break;
        }
    }

    private void Enter(Instance instance, ElementActivated activated)
    {
        var element = instance.Process.Element(activated.ElementId);
        instance.Picture.Enter(activated.ElementId);
        _steps.Add(new RunStep(PartOf(instance, activated.ElementId), activated.Type, Now, _action));
        if (activated.Type == ElementType.EndEvent)
            _ends.Add(activated.ElementId);
        if (element.Properties.TryGetValue(ElementProperties.CaseStatus, out var status) && CaseStatusCodes.TryParse(status, out _))
            Status = status;
        if (activated.Type is ElementType.CallActivity)
            Tell(RunEventKind.Called, PartOf(instance, activated.ElementId), null);
    }

    private void Open(Instance instance, UserTaskCreated task)
    {
        var part = PartOf(instance, task.ElementId);
        _tasks.Add((instance, task, Now));
        Tell(RunEventKind.TaskOpened, part, task.Assignee ?? string.Join(", ", task.CandidateGroups.Concat(task.CandidateUsers)));
        if (task.FormId is { } formId)
            _used.Add(new ArtifactId(ArtifactKind.Form, formId));
        var facts = NewTaskFacts.Of(task, instance.Process, Now, _parts.Calendars, _library.HasMail);
        if (_parts.Limits.OfTask(task, instance.Process, instance.State, Now, NextKey) is { } limit)
        {
            _deadlines.Add(new RunDeadline(part, limit.DueAt));
            _limits.Add(limit = Held(limit));
            _ladders.Open(task, instance.Process, limit, part, facts, Now);
            if (_ladders.AskedDecision && _library.FileOf(Escalation.PolicyChoice.DecisionId) is { } file)
                _used.Add(new ArtifactId(ArtifactKind.Decision, file));
        }
        foreach (var mail in _parts.TaskMails.Of(facts, Now).ToList())
            Write(part, language => mail with { Receiver = mail.Receiver with { Language = language } }, mail.Receiver.Language, facts, facts.Case);
    }

    private void Close(UserTaskClosed closed)
    {
        foreach (var (instance, created, _) in _tasks.Where(open => open.Created.UserTaskKey == closed.UserTaskKey).ToList())
            Tell(closed.End == WaitEnd.Completed ? RunEventKind.TaskDone : RunEventKind.TaskEnded, PartOf(instance, created.ElementId), null);
        _tasks.RemoveAll(open => open.Created.UserTaskKey == closed.UserTaskKey);
        foreach (var limit in _limits.Where(limit => limit.IsTask && limit.SourceKey == closed.UserTaskKey && limit.AppliedDueAt < Now).ToList())
            Tell(RunEventKind.Missed, PartOfLimit(limit), null);
        _limits.RemoveAll(limit => limit.IsTask && limit.SourceKey == closed.UserTaskKey);
        _ladders.Close(closed.UserTaskKey);
    }

    private void Open(Instance instance, TimerScheduled timer)
    {
        var open = new OpenTimer(instance, timer);
        _timers.Add(open);
        var element = instance.Process.Element(timer.TargetElementId);
        if (!element.Properties.TryGetValue(ElementProperties.Clock, out var limitId))
            return;
        var limit = _parts.Limits.OfTimer(timer, element, limitId, instance.Process, instance.State, Now, NextKey);
        _deadlines.Add(new RunDeadline(PartOf(instance, timer.TargetElementId), limit.DueAt));
        _limits.Add(limit = Held(limit));
        open.DueAt = limit.AppliedDueAt;
    }

    private void Close(TimerClosed timer)
    {
        foreach (var open in _timers.Where(open => open.Scheduled.TimerKey == timer.TimerKey))
            if (timer.End == WaitEnd.Completed)
            {
                var part = PartOf(open.Instance, open.Scheduled.TargetElementId);
                Tell(RunEventKind.TimerFired, part, null);
                if (_limits.Exists(limit => limit.SourceKey == timer.TimerKey))
                    Tell(RunEventKind.Missed, part, null);
            }
        _timers.RemoveAll(open => open.Scheduled.TimerKey == timer.TimerKey);
        _limits.RemoveAll(limit => !limit.IsTask && limit.SourceKey == timer.TimerKey);
    }

    private void Call(Instance instance, ChildRequested child) => _next.Enqueue(() =>
    {
        if (!_instances.ContainsKey(instance.State.ProcessInstanceKey))
            return;
        if (_library.Process(child.ProcessId) is { StartTriggers.None: not null } process)
            Start(process, child.Variables, null, instance, child.CallElementInstanceKey, child.ChildInstanceKey, child.Catchable);
        else
            Advance(instance, new RefuseChild(child.CallElementInstanceKey, child.ChildInstanceKey, $"There is no process '{child.ProcessId}' that can be called."));
    });

    private void Finish(Instance instance, InstanceFinished finished)
    {
        _instances.Remove(instance.State.ProcessInstanceKey);
        Tell(RunEventKind.Ended, new RunPart(instance.Process.Id, instance.Process.Id, PartNames.Of(instance.Process)), finished.ErrorMessage ?? finished.ErrorCode);
        if (instance.Parent is null)
            _final = finished.Variables;
        else if (finished.Outcome == InstanceOutcome.Completed)
            _next.Enqueue(() => Advance(instance.Parent, new FinishChild(instance.CallKey, instance.State.ProcessInstanceKey, finished.Variables)));
        else if (finished.Outcome == InstanceOutcome.Errored)
            _next.Enqueue(() => Advance(instance.Parent, new FailChild(instance.CallKey, finished.ErrorCode ?? "", finished.ErrorMessage, finished.Variables)));
    }

    private void Stop(Instance instance, IncidentRaised incident)
    {
        _incidents.Add((instance, incident));
        instance.Picture.Stop(incident.ElementId, +1);
        var part = PartOf(instance, incident.ElementId);
        Tell(RunEventKind.Incident, part, incident.Message);
        var about = CaseFacts.OfVariable(instance.State.FindVariable(incident.ElementInstanceKey, "case"));
        foreach (var owner in _parts.Owners)
            Write(part, language => StuckMail.Of(owner with { Language = language }, instance.Process, incident, about, Now), owner.Language, null, about);
    }

    private void Write(RunPart? step, Func<Language, Notification> notification, Language own, TaskFacts? task, CaseFacts? about)
    {
        var mail = new RunMail(_library, _parts.Writing, Now, step, notification, own, task, about);
        Add(mail);
    }

    private void Add(RunMail mail)
    {
        _used.Add(new ArtifactId(ArtifactKind.Mail, mail.Template));
        _mails.Add(mail);
        Tell(RunEventKind.Mail, mail.Step, $"{mail.Template}: {mail.Receiver.Name} <{mail.Receiver.Email}>", _mails.Count - 1);
    }

    // Where pauses are deducted, due times stand still while the customer is waited for and move when the waiting ends.
    private void CountPauses(Instance instance, Effect effect)
    {
        switch (effect)
        {
            case ElementActivated begun when instance.State.Find(begun.ElementInstanceKey) is not null
                && instance.Process.FindElement(begun.ElementId)?.Properties.GetValueOrDefault(ElementProperties.WaitingFor) == "customer"
                && CaseInSight.Of(instance.State, begun.ElementInstanceKey).Number is { } number:
                _pauses.Add(new PauseRow(NextKey(), number, begun.ElementInstanceKey, begun.ElementId, ReceiptMaker.Catalog("receipt.waitingForCustomer"), Now, null));
                Recount();
                break;
            case ElementCompleted { ElementInstanceKey: var key }:
                EndPause(key);
                break;
            case ElementTerminated { ElementInstanceKey: var key }:
                EndPause(key);
                break;
        }
    }

    private void EndPause(long elementInstanceKey)
    {
        var index = _pauses.FindIndex(pause => pause.ElementInstanceKey == elementInstanceKey && pause.EndedAt is null);
        if (index < 0)
            return;
        _pauses[index] = _pauses[index] with { EndedAt = Now };
        Recount();
    }

    private void Recount()
    {
        for (var index = 0; index < _limits.Count; index++)
            if (_limits[index].DeductsPauses && Held(_limits[index]) is var moved && moved.AppliedDueAt != _limits[index].AppliedDueAt)
            {
                _limits[index] = moved;
                if (moved.IsTask)
                    _ladders.Move(moved, _pauses, Now);
                else if (_timers.Find(timer => timer.Scheduled.TimerKey == moved.SourceKey) is { } timer)
                    timer.DueAt = moved.AppliedDueAt;
            }
    }

    private DeadlineRow Held(DeadlineRow limit) => limit with { AppliedDueAt = LimitTimes.Of(limit, _parts.Calendars.FindOrStandard(limit.CalendarId), _pauses, Now).Applied };

    private RunPart? PartOfLimit(DeadlineRow limit) =>
        _instances.TryGetValue(limit.ProcessInstanceKey, out var instance) ? PartOf(instance, limit.ElementId) : null;
}
