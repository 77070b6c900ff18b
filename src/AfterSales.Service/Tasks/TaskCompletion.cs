using System.Text.Json;
using AfterSales.Engine;
using AfterSales.Engine.Commits;
using AfterSales.Feel.Values;
using AfterSales.Service.Attachments;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;
using AfterSales.Service.People;
using AfterSales.Service.Records;

namespace AfterSales.Service.Tasks;

/// <summary>
/// Completing a task with its form: answers are checked, files stored, the record section signed and the workflow moved
/// on, all in one commit. Of two people completing the same task at once one wins; the other learns who was first.
/// </summary>
public sealed class TaskCompletion(ProcessEngine engine, TaskQueries tasks, TaskForms forms, AttachmentStore store)
{
    /// <param name="language">The language mistakes are told in.</param>
    public async Task<TaskSubmission> SubmitAsync(
        long taskKey, TaskActor actor, IFormValues answers, IReadOnlyList<UploadedFile> files, Language language, CancellationToken ct = default)
    {
        var found = await tasks.FindAsync(taskKey, ct);
        if (tasks.WhyNot(found, actor) is { } why)
            return new TaskSubmission.NotPossible(why);
        var (row, candidates) = found!.Value;
        if (!tasks.Access.MayComplete(row, candidates, actor))
            return new TaskSubmission.NotPossible(tasks.ElsewhereOrNotAllowed(row));
        if (await forms.LoadAsync(row, ct) is not { } loaded)
            return await LostAsync(taskKey, actor, ct);

        var (typed, drawn) = DrawnSignatures.Extract(answers);
        var staged = await store.StageAsync([.. files, .. drawn], ct);
        var outcome = FormValidator.Validate(loaded.Schema, typed, staged, loaded.Variables, loaded.Environment, language);
        if (!outcome.IsOk)
            return new TaskSubmission.Invalid(outcome.View);
        return await CompleteAsync(row, loaded, actor, outcome, ct);
    }

    /// <summary>
    /// Completes a task for a program that may complete any (the engine's API): what its form asks for is checked as on the page and goes into
    /// its record; variables the form does not fill are set as they are. A form that needs a file can be completed on its page only.
    /// </summary>
    /// <param name="by">Whose account it is; mistakes are told in his language.</param>
    /// <returns>What the engine answered, or what is wrong with the answers by field and nothing changed.</returns>
    public async Task<(Outcome<Done>? Ended, IReadOnlyList<FormError> Errors)> CompleteAsync(long taskKey, Person by, FeelContext variables, CancellationToken ct = default)
    {
        // Of a task that has gone the engine says so; its form is nobody's matter any more. One without form and record asks for nothing.
        if (await forms.AsksNothingAsync(taskKey, ct) || await tasks.FindAsync(taskKey, ct) is not ({ IsOpen: true } row, _) || await forms.LoadAsync(row, ct) is not { } loaded)
            return (await engine.UserTasks.CompleteAsync(taskKey, variables, by.Id, ct: ct), []);
        var asked = loaded.Schema.Roots;
        var answers = new FeelContext(variables.Entries.Where(variable => asked.Contains(variable.Key)));
        var outcome = FormValidator.Validate(loaded.Schema, FormValues.FromJson(Json(answers)), [], loaded.Variables, loaded.Environment, by.Language);
        if (!outcome.IsOk)
            return (null, outcome.Errors);
        var given = new FeelContext(variables.Entries.Where(variable => !asked.Contains(variable.Key)).Concat(Variables(loaded.Variables, outcome.Values).Entries));
        return (await engine.UserTasks.CompleteAsync(taskKey, given, by.Id, commit => Write(commit, row, loaded, new TaskActor.Staff(by), outcome), ct), []);
    }

    private async Task<TaskSubmission> CompleteAsync(TaskRow row, LoadedTask loaded, TaskActor actor, FormOutcome outcome, CancellationToken ct)
    {
        var completed = await engine.UserTasks.CompleteAsync(
            row.Key, Variables(loaded.Variables, outcome.Values), actor.Id, commit => Write(commit, row, loaded, actor, outcome), ct);
        if (completed.IsOk)
            return new TaskSubmission.Done(row.CaseNumber);
        return await tasks.WhyRefusedAsync(row.Key, actor, ct) is TaskLookup.Held ? new TaskSubmission.Held(outcome.View) : await LostAsync(row.Key, actor, ct);
    }

    private static JsonElement Json(FeelContext answers)
    {
        using var document = JsonDocument.Parse(FeelJson.ToJson(answers));
        return document.RootElement.Clone();
    }

    /// <summary>Somebody or something was faster: says what happened.</summary>
    private async Task<TaskSubmission> LostAsync(long taskKey, TaskActor actor, CancellationToken ct) =>
        new TaskSubmission.NotPossible(tasks.WhyNot(await tasks.FindAsync(taskKey, ct), actor) ?? new TaskLookup.Unknown());

    /// <summary>
    /// Answers that are parts of a variable the task sees go into it and leave its other parts: a form that asks for
    /// <c>complaint.cause</c> must not wipe <c>complaint.limit</c>.
    /// </summary>
    internal static FeelContext Variables(FeelContext seen, FeelContext answers) => new(answers.Entries.Select(answer => KeyValuePair.Create(
        answer.Key,
        answer.Value is FeelContext inner && seen[answer.Key] is FeelContext outer ? FormValueTree.Merge(outer, inner) : answer.Value)));

    private void Write(CommitContext commit, TaskRow row, LoadedTask loaded, TaskActor actor, FormOutcome outcome)
    {
        foreach (var file in outcome.Files)
            AttachmentTable.Add(commit, row.CaseNumber ?? "", file, row.Key, actor.Id);
        if (row is { CaseNumber: { } caseNumber, RecordId: { } record })
            RecordTable.Append(commit, new NewSection(caseNumber, record, loaded.SectionTitle)
            {
                Role = actor is TaskActor.Customer ? "customer" : row.Role,
                FilledBy = actor.Id,
                FilledByName = actor is TaskActor.Staff staff ? staff.Person.Name.In(staff.Person.Language) : row.CustomerName,
                TaskKey = row.Key,
                Fields = RecordFields.Of(outcome.Tree),
            });
    }
}
