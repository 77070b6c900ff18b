using AfterSales.Engine;
using AfterSales.Engine.Commits;
using AfterSales.Feel.Values;
using AfterSales.Service.Attachments;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;
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

    private async Task<TaskSubmission> CompleteAsync(TaskRow row, LoadedTask loaded, TaskActor actor, FormOutcome outcome, CancellationToken ct)
    {
        var completed = await engine.UserTasks.CompleteAsync(
            row.Key, Variables(loaded.Variables, outcome.Values), actor.Id, commit => Write(commit, row, loaded, actor, outcome), ct);
        return completed.IsOk ? new TaskSubmission.Done(row.CaseNumber) : await LostAsync(row.Key, actor, ct);
    }

    /// <summary>Somebody or something was faster: says what happened.</summary>
    private async Task<TaskSubmission> LostAsync(long taskKey, TaskActor actor, CancellationToken ct) =>
        new TaskSubmission.NotPossible(tasks.WhyNot(await tasks.FindAsync(taskKey, ct), actor) ?? new TaskLookup.Unknown());

    /// <summary>
    /// Answers that are parts of a variable the task sees go into it and leave its other parts: a form that asks for
    /// <c>complaint.cause</c> must not wipe <c>complaint.limit</c>.
    /// </summary>
    private static FeelContext Variables(FeelContext seen, FeelContext answers) => new(answers.Entries.Select(answer => KeyValuePair.Create(
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
