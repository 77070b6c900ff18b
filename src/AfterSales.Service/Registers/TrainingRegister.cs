using AfterSales.Engine;
using AfterSales.Service.Languages;
using AfterSales.Service.Trainings;

namespace AfterSales.Service.Registers;

/// <summary>A training as somebody enters it; days are texts such as <c>2026-11-21</c>.</summary>
public sealed record TrainingEntry(string? Audience, string? Topic, string? Trainer, string? HeldOn, string? ValidUntil, bool? Passed, IReadOnlyList<string>? People);

/// <summary>Training records (TRN, RES-03): found and added. A record is evidence and does not change.</summary>
public sealed class TrainingRegister(ProcessEngine engine, People.Directory people)
{
    public Task<Found<TrainingRecord>> SearchAsync(string? text, string? audience, string? person, int skip, int take, CancellationToken ct = default) =>
        engine.ReadAsync(db => TrainingTable.Search(db, text, audience, person, skip, take) is var (items, total) ? new Found<TrainingRecord>(items, total) : null!, ct);

    public Task<TrainingRecord?> FindAsync(string number, CancellationToken ct = default) => engine.ReadAsync(db => TrainingTable.Find(db, number), ct);

    public async Task<Saved<TrainingRecord>> AddAsync(TrainingEntry entry, string by, Language language, CancellationToken ct = default)
    {
        var check = new EntryCheck(language);
        var record = new TrainingRecord
        {
            Number = "",
            Audience = check.Choice("audience", entry.Audience, TrainingAudiences.All, required: true) ?? "",
            Topic = check.Text("topic", entry.Topic, 200, required: true) ?? "",
            Trainer = check.Text("trainer", entry.Trainer, 200),
            HeldOn = check.Day("heldOn", entry.HeldOn, required: true) ?? default,
            ValidUntil = check.Day("validUntil", entry.ValidUntil),
            Passed = entry.Passed ?? false,
            People = Participants.Of(people, (entry.People ?? []).Select(name => name.Trim()).Where(name => name.Length is > 0 and <= 200)),
        };
        if (record.ValidUntil < record.HeldOn)
            check.Add("validUntil", "register.endsBeforeItBegins");
        if (record.People.Count == 0)
            check.Add("people", "form.required");
        return check.IsRight
            ? Saved<TrainingRecord>.As(await engine.WriteAsync(commit => TrainingTable.Add(commit, record), by, ct))
            : Saved<TrainingRecord>.Refused(check.Errors);
    }
}
