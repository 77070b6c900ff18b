using System.Text.Json;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Model;
using AfterSales.Feel.Values;
using AfterSales.Service.Attachments;
using AfterSales.Service.Cases;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;
using AfterSales.Service.Notifications;
using AfterSales.Service.Tasks;

namespace AfterSales.Service.Designer.Runs;

/// <summary>What a person may decide in a run, and what automatic steps give.</summary>
public sealed partial class TestRun
{
    private static readonly TimeSpan MessageLife = TimeSpan.FromHours(1);

    private LocalText? Do(RunAction action) => action.Do switch
    {
        RunDeed.Complete => Complete(action),
        RunDeed.Result => Give(action),
        RunDeed.Message => Publish(action),
        RunDeed.Timer => LetPass(action),
        RunDeed.Next => NextMoment is { } next ? MoveTo(next) : Say("designer.run.nothingDue"),
        RunDeed.Wait when action.Days is > 0 and <= 3_660 => MoveTo(Now + TimeSpan.FromDays(action.Days.Value)),
        RunDeed.Wait => Say("designer.run.badWait"),
        _ => Retry(action),
    };

    private LocalText? Complete(RunAction action)
    {
        if (Find(_tasks, task => task.Created.ElementId, action) is not { Created: not null } task)
            return NotOpen(action, _tasks.Select(open => PartOf(open.Instance, open.Created.ElementId)));
        FeelContext given;
        if (action.Answers is { } answers)
        {
            if (FormOf(task.Created.FormId, task.Created.Variables) is not { } form)
                return Say("designer.run.noForm", task.Created.FormId);
            var outcome = Judge(form, answers, Language.English);
            if (!outcome.IsOk)
                return new LocalText(
                    TextCatalog.For(Language.English)["designer.run.badAnswers", action.Step, Errors(outcome)],
                    TextCatalog.For(Language.Persian)["designer.run.badAnswers", action.Step, Errors(Judge(form, answers, Language.Persian))],
                    TextCatalog.For(Language.Chinese)["designer.run.badAnswers", action.Step, Errors(Judge(form, answers, Language.Chinese))]);
            given = TaskCompletion.Variables(task.Created.Variables, outcome.Values);
        }
        else
            given = TaskCompletion.Variables(task.Created.Variables, action.Given);
        Advance(task.Instance, new CompleteUserTask(task.Created.UserTaskKey, task.Created.ElementInstanceKey, given));
        return Settle();
    }

    /// <summary>Judges answers as the page of the task would; files are taken by their names alone.</summary>
    internal static FormOutcome Judge((FormSchema Schema, FeelContext Variables, Feel.FeelEnvironment Environment) form, IReadOnlyDictionary<string, IReadOnlyList<string>> answers, Language language)
    {
        var files = FileFields(FormViews.Empty(form.Schema, form.Variables, form.Environment).Fields).ToHashSet(StringComparer.Ordinal);
        var texts = answers.Where(answer => !files.Contains(answer.Key)).Select(answer => KeyValuePair.Create<string, IEnumerable<string?>>(answer.Key, answer.Value));
        var staged = answers.Where(answer => files.Contains(answer.Key)).SelectMany(answer => answer.Value.Where(name => name.Length > 0).Select((name, index) =>
            new StagedFile(answer.Key, $"run-{answer.Key}-{index}", name, "image/png", 1, "")));
        return FormValidator.Validate(form.Schema, FormValues.From(texts), [.. staged], form.Variables, form.Environment, language);
    }

    private static IEnumerable<string> FileFields(IEnumerable<FormFieldView> fields) => fields.SelectMany(field =>
        FileFields(field.Fields).Concat(field.Rows.SelectMany(FileFields)).Concat(field.Kind is FormFieldKind.Files or FormFieldKind.Photos ? [field.Name] : []));

    private static string Errors(FormOutcome outcome) => string.Join(" ", outcome.Errors.Take(5).Select(error => $"{error.Field}: {error.Message}"));

    private LocalText? Give(RunAction action)
    {
        if (Find(_jobs, job => job.Created.ElementId, action) is not { Created: not null } job)
            return NotOpen(action, _jobs.Select(open => PartOf(open.Instance, open.Created.ElementId)));
        if (action.Variables is { } chosen)
            Answer(job.Instance, job.Created, chosen);
        else
            DoUsual(job.Created.JobKey);
        return Settle();
    }

    private LocalText? Publish(RunAction action)
    {
        if (Find(_messages, message => message.Opened.TargetElementId, action) is not { Opened: not null } message)
            return NotOpen(action, _messages.Select(open => PartOf(open.Instance, open.Opened.TargetElementId)));
        Arrive(message.Instance, message.Opened, action.Given);
        return Settle();
    }

    private LocalText? LetPass(RunAction action)
    {
        if (Find(_timers, timer => timer.Scheduled.TargetElementId, action) is not { } timer)
            return NotOpen(action, _timers.Select(open => PartOf(open.Instance, open.Scheduled.TargetElementId)));
        if (timer.DueAt == Service.Deadlines.DeadlineLedger.Held)
            return Say("designer.run.timerHeld", action.Step);
        // Everything that is due before happens before; a rung may not end the timer, but a timer may end another.
        if (timer.DueAt > Now && MoveTo(timer.DueAt) is { } why)
            return why;
        if (_timers.Contains(timer))
            Fire(timer);
        return Settle();
    }

    private LocalText? Retry(RunAction action)
    {
        if (Find(_incidents, incident => incident.Raised.ElementId, action) is not { Raised: not null } incident)
            return NotOpen(action, _incidents.Select(open => PartOf(open.Instance, open.Raised.ElementId)));
        var (instance, raised) = incident;
        if (action.Given.Count > 0)
            Advance(instance, new SetVariables(raised.ElementInstanceKey, action.Given, Local: false));
        Advance(instance, new ResolveIncident(raised.IncidentKey));
        if (raised.JobKey is { } jobKey && !Script.Stops)
            _next.Enqueue(() => DoUsual(jobKey));
        return Settle();
    }

    /// <summary>Moves the clock; whatever is due on the way happens at its own time, earliest first.</summary>
    private LocalText? MoveTo(DateTimeOffset until)
    {
        for (var rounds = 0; NextMoment is { } next && next <= until; rounds++)
        {
            if (rounds > MostTriggers)
                return Say("designer.run.neverRests", MostTriggers);
            if (next > Now)
                Now = next;
            foreach (var timer in _timers.Where(timer => timer.DueAt <= Now).OrderBy(timer => timer.DueAt).ThenBy(timer => timer.Scheduled.TimerKey).ToList())
                if (_timers.Contains(timer))
                {
                    Fire(timer);
                    if (Settle() is { } why)
                        return why;
                }
            var (mails, nobody) = _ladders.Tell(Now);
            foreach (var mail in mails)
                Add(mail);
            foreach (var part in nobody)
                Tell(RunEventKind.NobodyTold, part, null);
        }
        if (until > Now)
            Now = until;
        _kept.RemoveAll(message => message.Until < Now);
        return null;
    }

    private void Fire(OpenTimer timer) => Advance(timer.Instance, new FireTimer(timer.Scheduled.TimerKey, timer.Scheduled.ElementInstanceKey));

    private void Arrive(Instance instance, MessageSubscriptionOpened opened, FeelContext variables)
    {
        Tell(RunEventKind.MessageArrived, PartOf(instance, opened.TargetElementId), opened.MessageName);
        Advance(instance, new CorrelateMessage(opened.SubscriptionKey, opened.ElementInstanceKey, NextKey(), variables));
    }

    private void TakeKept(Instance instance, MessageSubscriptionOpened opened)
    {
        var index = _kept.FindIndex(message => message.Name == opened.MessageName && message.Key == opened.CorrelationKey);
        if (index < 0)
            return;
        var message = _kept[index];
        _kept.RemoveAt(index);
        _next.Enqueue(() => Arrive(instance, opened, message.Variables));
    }

    private void DoUsual(long jobKey)
    {
        if (_jobs.Find(open => open.Created.JobKey == jobKey) is not { Created: { } job } open)
            return;
        if (Chosen(job) is { } chosen)
        {
            Answer(open.Instance, job, chosen);
            return;
        }
        switch (job.JobType)
        {
            case "aftersales:send-mail:1" or "aftersales:notify:1":
                SendMails(open.Instance, job);
                break;
            case "aftersales:publish-message:1":
                Spread(open.Instance, job);
                break;
            default:
                var outcomes = _parts.Outcomes.Of(job.JobType, job.Variables, Environment);
                Done(open.Instance, job, outcomes.Count > 0 ? outcomes[0].Result : FeelContext.Empty);
                break;
        }
    }

    private JsonElement? Chosen(JobCreated job)
    {
        var turn = _turns[job.ElementId] = _turns.GetValueOrDefault(job.ElementId, -1) + 1;
        if (!Script.Results.TryGetValue(job.ElementId, out var chosen) && !Script.Results.TryGetValue(job.JobType, out chosen))
            return null;
        if (chosen.ValueKind != JsonValueKind.Array)
            return chosen;
        return chosen.GetArrayLength() == 0 ? null : chosen[Math.Min(turn, chosen.GetArrayLength() - 1)];
    }

    private void Answer(Instance instance, JobCreated job, JsonElement chosen)
    {
        if (chosen.ValueKind != JsonValueKind.Object)
            Done(instance, job, FeelContext.Empty);
        else if (chosen.TryGetProperty("failure", out var failure) && failure.ValueKind == JsonValueKind.String)
            Advance(instance, new FailJob(job.JobKey, job.ElementInstanceKey, failure.GetString()!));
        else if (chosen.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object && error.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.String)
            Advance(instance, new ThrowJobError(
                job.JobKey, job.ElementInstanceKey, code.GetString()!, error.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String ? message.GetString() : null, FeelContext.Empty));
        else
            Done(instance, job, (FeelContext)FeelJson.Read(chosen));
    }

    private void Done(Instance instance, JobCreated job, FeelContext result)
    {
        if (job.JobType == "aftersales:close-case:1")
            Status = job.Variables["outcome"] is FeelString outcome && CaseStatusCodes.TryParse(outcome.Value, out var named) && named.IsFinal() ? outcome.Value : CaseStatus.Closed.Code();
        Tell(RunEventKind.StepDone, PartOf(instance, job.ElementId), FeelJson.ToJson(FeelJson.ToJsonValue(result)));
        Advance(instance, new CompleteJob(job.JobKey, job.ElementInstanceKey, result));
    }

    private void SendMails(Instance instance, JobCreated job)
    {
        var part = PartOf(instance, job.ElementId);
        var wanted = job.JobType == "aftersales:notify:1" ? MailStep.NoticeTemplate : null;
        if (_parts.MailStep.Read(job.Variables, job.Headers, wanted, _library.HasMail, () => _library.MailNames, Now, out var plan) is { } problem)
        {
            Advance(instance, new FailJob(job.JobKey, job.ElementInstanceKey, problem));
            return;
        }
        foreach (var mail in MailStep.Mails(plan!, job.Variables, part.Name, instance.State.BusinessKey))
            Write(part, language => mail with { Receiver = mail.Receiver with { Language = language } }, mail.Receiver.Language, null, mail.Case);
        Done(instance, job, FeelContext.Empty);
    }

    private void Spread(Instance instance, JobCreated job)
    {
        if (job.Variables["messageName"] is not FeelString { Value.Length: > 0 } name)
        {
            Advance(instance, new FailJob(job.JobKey, job.ElementInstanceKey, $"The step '{job.ElementId}' does not say which message to publish: its input 'messageName' is empty."));
            return;
        }
        var key = job.Variables["correlationKey"] switch { FeelString text => text.Value, FeelNull => "", var other => FeelJson.ToJson(other) };
        var variables = job.Variables["variables"] as FeelContext ?? FeelContext.Empty;
        Tell(RunEventKind.MessagePublished, PartOf(instance, job.ElementId), name.Value);
        var waiting = _messages.Where(open => open.Opened.MessageName == name.Value && open.Opened.CorrelationKey == key)
            .DistinctBy(open => open.Instance.Process.Id).ToList();
        foreach (var open in waiting)
            _next.Enqueue(() => Arrive(open.Instance, open.Opened, variables));
        if (waiting.Count == 0)
            _kept.Add((name.Value, key, variables, Now + MessageLife));
        Done(instance, job, FeelContext.Empty);
    }

    private static T? Find<T>(List<T> open, Func<T, string> id, RunAction action) => open.Where(candidate => id(candidate) == action.Step).Skip(Math.Max(0, action.Which)).FirstOrDefault();

    private LocalText NotOpen(RunAction action, IEnumerable<RunPart> open)
    {
        var others = open.Concat(_tasks.Select(task => PartOf(task.Instance, task.Created.ElementId))).Concat(_incidents.Select(stuck => PartOf(stuck.Instance, stuck.Raised.ElementId)))
            .DistinctBy(part => part.Path).Take(10).ToList();
        var name = NameOf(action.Step ?? "");
        LocalText Of(Func<RunPart, Language, string> text, Language language) => new(string.Join(TextCatalog.For(language)["mail.comma"], others.Select(part => text(part, language))));
        string In(Language language) => others.Count == 0
            ? TextCatalog.For(language)[IsEnded ? "designer.run.alreadyEnded" : "designer.run.notOpenNothing", name.In(language)]
            : TextCatalog.For(language)["designer.run.notOpen", name.In(language), Of((part, reader) => part.Name.In(reader), language).English];
        return new LocalText(In(Language.English), In(Language.Persian), In(Language.Chinese));
    }

    private LocalText NameOf(string elementId) =>
        _library.Processes.Values.Where(process => _pictures.ContainsKey(process.Compiled.Id)).Select(process => process.Compiled.FindElement(elementId)).OfType<Bpmn.Compilation.CompiledElement>().FirstOrDefault() is { } element
            ? Workflows.PartNames.Of(element)
            : new LocalText(elementId);

}
