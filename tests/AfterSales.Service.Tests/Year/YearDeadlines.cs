using AfterSales.Engine;
using AfterSales.Service.Calendars;
using AfterSales.Service.Storage;
using AfterSales.Service.Tests.Calendars;
using Directory = AfterSales.Service.People.Directory;

namespace AfterSales.Service.Tests.Year;

/// <summary>Looks through all due times and ladders of the year for one that was forgotten, told twice, at the wrong time or to no purpose.</summary>
internal sealed class YearDeadlines(ProcessEngine engine, Directory people, CalendarRegistry calendars)
{
    /// <summary>How many due times were kept and missed; both must occur, or the year proves nothing.</summary>
    public async Task<(int Kept, int Missed, int Notices)> CountAsync(CancellationToken ct) => await engine.ReadAsync(db => (
        (int)db.List<long>("SELECT count(*) FROM deadline d WHERE d.ended_as = 'completed' AND NOT EXISTS (SELECT 1 FROM deadline_breach b WHERE b.deadline_key = d.deadline_key)")[0],
        (int)db.List<long>("SELECT count(*) FROM deadline_breach")[0],
        (int)db.List<long>("SELECT count(*) FROM escalation_notice WHERE state = 'sent'")[0]), ct);

    /// <summary>What is wrong, in words; empty when the year is in order.</summary>
    public async Task<IReadOnlyList<string>> FaultsAsync(CancellationToken ct)
    {
        var now = engine.Clock.GetUtcNow().ToStored();
        var faults = await engine.ReadAsync(db => db.List<string>(
            """
            SELECT 'missed and not on record: ' || d.element_id || ' of ' || ifnull(d.case_number, '-') FROM deadline d
              WHERE d.applied_due_at < min(ifnull(d.ended_at, @now), @now) AND ifnull(d.ended_as, '') <> 'cancelled' AND NOT EXISTS (SELECT 1 FROM deadline_breach b WHERE b.deadline_key = d.deadline_key)
            UNION ALL SELECT 'on record as missed but kept: ' || d.element_id || ' of ' || ifnull(d.case_number, '-') FROM deadline d JOIN deadline_breach b ON b.deadline_key = d.deadline_key
              WHERE d.ended_at IS NOT NULL AND d.ended_at < b.due_at
            UNION ALL SELECT 'a rung was due and nobody looked: ' || r.step_id || ' of task ' || r.user_task_key FROM escalation_rung r
              JOIN engine_user_tasks t ON t.task_key = r.user_task_key WHERE r.state = 'planned' AND r.planned_at < @now AND t.ended_at IS NULL
            UNION ALL SELECT 'a notice was due and nobody sent it: ' || n.notice_key FROM escalation_notice n WHERE n.state = 'planned' AND n.not_before < @now
            UNION ALL SELECT 'skipped without a reason: ' || r.step_id FROM escalation_rung r WHERE r.state = 'skipped' AND r.reason IS NULL
            UNION ALL SELECT 'told after the task was done: ' || n.notice_key FROM escalation_notice n JOIN engine_user_tasks t ON t.task_key = n.user_task_key
              WHERE n.state = 'sent' AND t.ended_at IS NOT NULL AND n.settled_at > t.ended_at
            UNION ALL SELECT 'late and nobody was told: ' || d.element_id || ' of ' || d.case_number FROM deadline d
              WHERE d.kind = 'task' AND d.ended_at > d.applied_due_at AND d.ended_as = 'completed'
                AND EXISTS (SELECT 1 FROM escalation_rung r WHERE r.user_task_key = d.source_key AND r.share = 1 AND r.planned_at < d.ended_at)
                AND NOT EXISTS (SELECT 1 FROM escalation_rung r WHERE r.user_task_key = d.source_key AND r.state IN ('told', 'skipped'))
            """, new { now }), ct);
        var told = await engine.ReadAsync(db => db.List<Notice>(
            "SELECT person_id AS Person, settled_at AS At, rung_key AS Rung FROM escalation_notice WHERE state = 'sent' AND urgent = 0"), ct);
        var clocks = people.All.ToDictionary(person => person.Id, person => new NaiveCalendar(calendars.FindOrStandard(person.CalendarId)));
        faults.AddRange(told.Where(notice => !clocks[notice.Person].IsMoment(Instants.FromStored(notice.At)))
            .Select(notice => $"{notice.Person} was told outside working time, at {Instants.FromStored(notice.At):O}"));
        return faults;
    }

    private sealed class Notice
    {
        public string Person { get; init; } = "";
        public long At { get; init; }
        public long Rung { get; init; }
    }
}
