using AfterSales.Engine;
using AfterSales.Service.Intake;
using AfterSales.Service.Languages;
using AfterSales.Service.People;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Tasks.Views;

/// <summary>Lists of tasks that people saved for themselves or share with a department of theirs. What a list shows is decided by who looks at it.</summary>
public sealed class SavedViews(ProcessEngine engine)
{
    /// <summary>How many one person may keep.</summary>
    public const int Most = 30;

    /// <summary>The longest name, in characters.</summary>
    public const int LongestName = 60;

    private const int LongestQuery = 1000;

    private const string Columns = "SELECT view_key AS ViewKey, person_id AS PersonId, name AS Name, query AS Query, shared_with AS SharedWith FROM task_view";

    /// <summary>A person's own and those shared with his departments, by name.</summary>
    public Task<IReadOnlyList<SavedView>> OfAsync(Person reader, CancellationToken ct = default) => engine.ReadAsync<IReadOnlyList<SavedView>>(
        db => [.. db.List<Row>($"{Columns} WHERE person_id = @Id OR shared_with IN @Groups ORDER BY name, view_key", new { reader.Id, reader.Groups })
            .Select(row => new SavedView(row.ViewKey, row.PersonId, row.Name, row.Query, row.SharedWith))], ct);

    /// <summary>Saves a view; one of the same name of the same person is replaced.</summary>
    /// <returns>Null when saved, else the text key of what is wrong.</returns>
    public async Task<string?> SaveAsync(Person by, string name, string query, string? shareWith, CancellationToken ct = default)
    {
        name = RequestCheck.Clean(name, lines: false);
        if (Blank.Is(name))
            return "held.view.nameMissing";
        if (name.Length > LongestName)
            return "held.view.nameTooLong";
        if (query.Length > LongestQuery)
            return "held.view.tooMuch";
        // Sharing with a department one does not belong to would put names into the lists of strangers.
        if (shareWith is not null && !by.Groups.Contains(shareWith))
            return "held.view.notYours";
        return await engine.WriteAsync(commit =>
        {
            commit.Execute("DELETE FROM task_view WHERE person_id = @Id AND name = @name", new { by.Id, name });
            if (commit.First<long>("SELECT count(*) FROM task_view WHERE person_id = @Id", new { by.Id }) >= Most)
                return "held.view.tooMany";
            commit.Execute(
                "INSERT INTO task_view (view_key, person_id, name, query, shared_with, created_at) VALUES (@key, @Id, @name, @query, @shareWith, @Now)",
                new { key = commit.NextKey(), by.Id, name, query, shareWith, Now = commit.Now.ToStored() });
            return null;
        }, by.Id, ct);
    }

    /// <summary>Forgets a view of one's own; of others it does nothing.</summary>
    public Task DeleteAsync(Person by, long key, CancellationToken ct = default) =>
        engine.WriteAsync(commit => { commit.Execute("DELETE FROM task_view WHERE view_key = @key AND person_id = @Id", new { key, by.Id }); }, by.Id, ct);

    private sealed class Row
    {
        public long ViewKey { get; init; }
        public string PersonId { get; init; } = "";
        public string Name { get; init; } = "";
        public string Query { get; init; } = "";
        public string? SharedWith { get; init; }
    }
}
