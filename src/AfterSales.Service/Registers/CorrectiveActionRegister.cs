using AfterSales.Engine;
using AfterSales.Service.CorrectiveActions;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Registers;

/// <summary>A corrective action as somebody enters it.</summary>
public sealed record CorrectiveActionEntry(string? Problem, string? Cause, string? Measure, string? State);

/// <summary>The register of corrective actions (CAP-04, CAP-06): found, added by hand, brought up to date.</summary>
public sealed class CorrectiveActionRegister(ProcessEngine engine)
{
    public Task<Found<CorrectiveAction>> SearchAsync(string? text, string? state, int skip, int take, CancellationToken ct = default) =>
        engine.ReadAsync(db => CorrectiveActionTable.Search(db, text, state, skip, take) is var (items, total) ? new Found<CorrectiveAction>(items, total) : null!, ct);

    public Task<CorrectiveAction?> FindAsync(string number, CancellationToken ct = default) => engine.ReadAsync(db => CorrectiveActionTable.Find(db, number), ct);

    /// <summary>Adds a line, or with <paramref name="existing"/> changes that one; null when there is no such line.</summary>
    public async Task<Saved<CorrectiveAction>?> SaveAsync(CorrectiveActionEntry entry, string? existing, string by, Language language, CancellationToken ct = default)
    {
        if (existing is not null && await FindAsync(existing, ct) is null)
            return null;
        var check = new EntryCheck(language);
        var action = new CorrectiveAction
        {
            Number = existing ?? "",
            Problem = check.Text("problem", entry.Problem, 4000, required: existing is null, lines: true) ?? "",
            Cause = check.Text("cause", entry.Cause, 4000, lines: true),
            Measure = check.Text("measure", entry.Measure, 4000, lines: true),
            State = check.Choice("state", entry.State, CorrectiveActionStates.All, required: existing is not null) ?? CorrectiveActionStates.Open,
        };
        if (!check.IsRight)
            return Saved<CorrectiveAction>.Refused(check.Errors);
        var number = await engine.WriteAsync(
            commit =>
            {
                if (existing is null)
                    return CorrectiveActionTable.Register(commit, action, commit.Now.Year);
                CorrectiveActionTable.Update(commit, action);
                return action.Number;
            }, by, ct);
        return Saved<CorrectiveAction>.As((await FindAsync(number, ct))!);
    }
}
