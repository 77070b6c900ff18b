using AfterSales.Engine;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Calendars.Editing;

/// <summary>
/// The edited calendars: put over the shipped ones in the registry at start, after every edit, and when another node edited one (seen
/// within a few seconds). What is counted afterwards is counted by them; no running process needs to know.
/// </summary>
public sealed class CalendarVersions(ProcessEngine engine, CalendarRegistry registry)
{
    private long seen = -1;

    /// <summary>The edits of a calendar, latest first; empty for one that stands as it was shipped.</summary>
    public Task<List<RuleVersion>> HistoryAsync(string calendarId, CancellationToken ct = default) =>
        engine.ReadAsync(db => RuleVersionTable.Calendars.Of(db, calendarId), ct);

    /// <summary>A calendar as an edit left it; null when there is no such version.</summary>
    public async Task<WorkingCalendar?> FindAsync(string calendarId, int version, CancellationToken ct = default) =>
        await engine.ReadAsync(db => RuleVersionTable.Calendars.Definition(db, calendarId, version), ct) is { } json ? Build(calendarId, version, json) : null;

    /// <summary>Puts what was edited since into the registry.</summary>
    internal async Task ReloadAsync(CancellationToken ct = default)
    {
        var count = await engine.ReadAsync(RuleVersionTable.Calendars.Count, ct);
        if (count == Interlocked.Read(ref seen))
            return;
        foreach (var (id, version, json) in await engine.ReadAsync(db => RuleVersionTable.Calendars.Latest(db), ct))
            if (registry.Find(id) is not { } known || known.Version < version)
                registry.Put(Build(id, version, json));
        Interlocked.Exchange(ref seen, count);
    }

    // Checked when it was stored; what cannot be read now was written by a later program.
    private static WorkingCalendar Build(string id, int version, string json)
    {
        if (CalendarDraft.Read(json) is not { } draft || CalendarCheck.Check(id, version, draft, Language.English) is not ({ } calendar, _))
            throw new EngineStartException($"The calendar '{id}' of version {version} in the database cannot be read.");
        return calendar;
    }
}
