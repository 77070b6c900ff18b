using System.Text;
using System.Text.Json;
using AfterSales.Engine;
using AfterSales.Engine.Commits;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Tasks.Drafts;

/// <summary>
/// Drafts of the forms of tasks, one per task and person, so that whoever began on the phone goes on at the desk. Only who may complete a task
/// keeps a draft of it, and nobody but its writer reads it. Texts only: files and drawn signatures stay on their device. A draft is stored
/// as the answers of forms are, and goes with the end of its task.
/// </summary>
public sealed class TaskDrafts(ProcessEngine engine, TaskQueries tasks, TaskForms forms)
{
    /// <summary>The largest draft, as JSON in UTF-8: far more than anybody types into a form.</summary>
    public const int LargestBytes = 64 * 1024;

    /// <summary>The actor's own draft; null where there is none.</summary>
    public Task<TaskDraft?> FindAsync(long taskKey, TaskActor actor, CancellationToken ct = default) => engine.ReadAsync(
        db => Find(db, taskKey, actor) is { } row ? new TaskDraft(row.DraftKey, Instants.FromStored(row.SavedAt), Read(row.ValuesJson)) : null, ct);

    /// <summary>Keeps what was typed in the place of what was kept before.</summary>
    /// <param name="known">The key of the draft the writer goes on with; null when he began with the empty form.</param>
    public async Task<DraftKeeping> KeepAsync(long taskKey, TaskActor actor, IFormValues values, long? known, CancellationToken ct = default)
    {
        var json = JsonSerializer.Serialize(values.Names.ToDictionary(name => name, values.Get));
        if (Encoding.UTF8.GetByteCount(json) > LargestBytes)
            return new DraftKeeping.TooLarge();
        var found = await tasks.FindAsync(taskKey, ct);
        if (tasks.WhyNot(found, actor) is not null || !tasks.Access.MayComplete(found!.Value.Row, found.Value.Candidates, actor))
            return new DraftKeeping.NotPossible();
        return await engine.WriteAsync(commit => Keep(commit, taskKey, actor, json, known), actor.Id, ct);
    }

    /// <summary>Forgets the actor's own draft.</summary>
    public Task DiscardAsync(long taskKey, TaskActor actor, CancellationToken ct = default) => engine.WriteAsync(
        commit => { commit.Execute("DELETE FROM task_draft WHERE task_key = @taskKey AND actor = @Id", new { taskKey, actor.Id }); }, actor.Id, ct);

    /// <summary>The form as its writer left it, mistakes not told yet; null when the task has gone meanwhile.</summary>
    public async Task<FormView?> FormAsync(long taskKey, TaskDraft draft, CancellationToken ct = default)
    {
        if (await tasks.FindAsync(taskKey, ct) is not ({ IsOpen: true } row, _) || await forms.LoadAsync(row, ct) is not { } loaded)
            return null;
        var view = FormValidator.Validate(loaded.Schema, draft.Values, [], loaded.Variables, loaded.Environment, Language.English).View;
        return view with { Title = view.FormId.Length > 0 ? view.Title : loaded.SectionTitle, Errors = [], Fields = [.. view.Fields.Select(Untold)] };
    }

    /// <summary>Called when a task that has drafts ends.</summary>
    internal static void EndWithTask(CommitContext commit, long taskKey) => commit.Execute("DELETE FROM task_draft WHERE task_key = @taskKey", new { taskKey });

    private static DraftKeeping Keep(CommitContext commit, long taskKey, TaskActor actor, string json, long? known)
    {
        // A save that was on its way while the form was sent must not outlive the task.
        if (commit.Change("UPDATE tasks SET has_draft = 1 WHERE task_key = @taskKey AND ended_at IS NULL", new { taskKey }) == 0)
            return new DraftKeeping.NotPossible();
        if (Find(commit, taskKey, actor) is { } there && there.DraftKey != known)
            return new DraftKeeping.Newer(there.DraftKey, Instants.FromStored(there.SavedAt));
        var key = commit.NextKey();
        commit.Execute(
            """
            INSERT INTO task_draft (task_key, actor, draft_key, values_json, saved_at) VALUES (@taskKey, @Id, @key, @json, @Now)
            ON CONFLICT (task_key, actor) DO UPDATE SET draft_key = excluded.draft_key, values_json = excluded.values_json, saved_at = excluded.saved_at
            """,
            new { taskKey, actor.Id, key, json, Now = commit.Now.ToStored() });
        return new DraftKeeping.Kept(key, commit.Now);
    }

    private static Row? Find(RowSource rows, long taskKey, TaskActor actor) => rows.First<Row>(
        "SELECT draft_key AS DraftKey, saved_at AS SavedAt, values_json AS ValuesJson FROM task_draft WHERE task_key = @taskKey AND actor = @Id", new { taskKey, actor.Id });

    private static FormValues Read(string json) => FormValues.From(
        JsonSerializer.Deserialize<Dictionary<string, List<string>>>(json)!.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.AsEnumerable<string?>())));

    private static FormFieldView Untold(FormFieldView field) => field with
    {
        Error = null,
        Fields = [.. field.Fields.Select(Untold)],
        Rows = [.. field.Rows.Select(row => (IReadOnlyList<FormFieldView>)[.. row.Select(Untold)])],
    };

    private sealed class Row
    {
        public long DraftKey { get; init; }
        public long SavedAt { get; init; }
        public string ValuesJson { get; init; } = "";
    }
}
