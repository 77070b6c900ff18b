using System.Data.Common;
using System.Globalization;
using AfterSales.Engine;
using AfterSales.Service.Calendars;
using AfterSales.Service.Calendars.Editing;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Deadlines.Moves;

/// <summary>How an attempt to change a rule ended.</summary>
public abstract record RuleChangeResult
{
    private RuleChangeResult()
    {
    }

    /// <summary>It applies from now on; what is open follows in the background.</summary>
    public sealed record Applied(int Version) : RuleChangeResult;

    /// <summary>What is wrong, per field, in the reader's language.</summary>
    public sealed record Invalid(IReadOnlyList<FormError> Errors) : RuleChangeResult;

    /// <summary>What was confirmed is no longer what would happen; the sentence says so.</summary>
    public sealed record Outdated(string Message) : RuleChangeResult;
}

/// <summary>
/// Changes working calendars: shows first which open due times would move and by how much, and applies only what was shown. The new
/// calendar counts at once for everything that is counted from then on; what is open follows within seconds (<see cref="CalendarMoves"/>).
/// </summary>
public sealed class CalendarChanges
{
    private readonly ProcessEngine engine;
    private readonly CalendarRegistry calendars;
    private readonly MoveWake wake;

    internal CalendarChanges(ProcessEngine engine, CalendarRegistry calendars, MoveWake wake) => (this.engine, this.calendars, this.wake) = (engine, calendars, wake);

    /// <summary>What the draft would move, or what is wrong with it. An id that no calendar has makes a new one, by which nothing moves.</summary>
    public async Task<(CalendarPreview? Preview, IReadOnlyList<FormError> Errors)> PreviewAsync(
        string calendarId, CalendarDraft draft, Language language, CancellationToken ct = default)
    {
        var (calendar, errors) = Read(calendarId, draft, language);
        return calendar is null ? (null, errors) : (await engine.ReadAsync(db => Preview(db, calendar), ct), []);
    }

    /// <summary>Applies the draft if it still does exactly what the preview with this fingerprint said.</summary>
    public async Task<RuleChangeResult> ApplyAsync(
        string calendarId, CalendarDraft draft, string? reason, string? fingerprint, string? by, Language language, CancellationToken ct = default)
    {
        var words = TextCatalog.For(language);
        var (calendar, errors) = Read(calendarId, draft, language);
        if (RuleReason.Fault(reason, language) is { } fault)
            errors = [.. errors, fault];
        if (calendar is null || errors.Count > 0)
            return new RuleChangeResult.Invalid(errors);
        var current = calendars.Find(calendar.Id);
        var changes = current is null ? new(calendar.Exceptions.Count(), 0, 0, true, 0) : CalendarDifference.Of(current, calendar);
        if (changes is { Added: 0, Removed: 0, Changed: 0, Week: false })
            return new RuleChangeResult.Invalid([new("", words["calendars.fault.nothingChanged"])]);
        var preview = await engine.ReadAsync(db => Preview(db, calendar), ct);
        if (preview.Fingerprint != fingerprint)
            return new RuleChangeResult.Outdated(words["calendars.outdated"]);
        var stored = await engine.WriteAsync(commit =>
        {
            if (!RuleVersionTable.Calendars.Add(
                commit, calendar.Id, calendar.Version, CalendarDraft.Of(calendar).Write(), reason!.Trim(), changes with { Moved = preview.Totals.Moving }, preview.Fingerprint))
                return false;
            commit.AfterCommit(() =>
            {
                calendars.Put(calendar);
                wake.Set();
            });
            return true;
        }, by, ct);
        return stored ? new RuleChangeResult.Applied(calendar.Version) : new RuleChangeResult.Outdated(words["calendars.outdated"]);
    }

    /// <summary>How many open due times still have to follow the calendar.</summary>
    public Task<int> PendingAsync(string calendarId, CancellationToken ct = default)
    {
        var version = calendars.Find(calendarId)?.Version ?? 0;
        return version == 0 ? Task.FromResult(0) : engine.ReadAsync(db =>
            DeadlineTable.Behind(db, null, calendarId, version, 100_000).Count + TimerCalculationTable.Behind(db, calendarId, version, 100_000).Count, ct);
    }

    /// <summary>What changes of calendars moved within a case, with the calculations that were replaced, earliest first.</summary>
    public Task<IReadOnlyList<DeadlineMove>> MovesOfCaseAsync(string caseNumber, CancellationToken ct = default) =>
        engine.ReadAsync(db => MoveTable.OfCase(db, caseNumber), ct);

    private (WorkingCalendar? Calendar, IReadOnlyList<FormError> Errors) Read(string calendarId, CalendarDraft draft, Language language) =>
        CalendarCheck.IsId(calendarId)
            ? CalendarCheck.Check(calendarId, (calendars.Find(calendarId)?.Version ?? 0) + 1, draft, language)
            : (null, [new("id", TextCatalog.For(language)["calendars.fault.id"])]);

    private CalendarPreview Preview(DbConnection db, WorkingCalendar calendar)
    {
        var now = engine.Clock.GetUtcNow();
        var before = calendars.Find(calendar.Id);
        var limits = DeadlineTable.OpenOf(db, calendar.Id);
        var pauses = limits.Where(limit => limit.DeductsPauses).Select(limit => limit.CaseNumber).OfType<string>().Distinct().Chunk(500)
            .SelectMany(numbers => PauseTable.OfCases(db, null, numbers)).ToLookup(pause => pause.CaseNumber);
        var fingerprint = new Fingerprint();
        fingerprint.Add(CalendarDraft.Of(calendar).Write());
        fingerprint.Add(calendar.Version.ToString(CultureInfo.InvariantCulture));
        var shifts = new List<DeadlineShift>(limits.Count);
        foreach (var limit in limits)
            shifts.Add(Shift(limit, [.. limit.CaseNumber is { } number ? pauses[number] : []], before ?? calendar, calendar, now, fingerprint));
        foreach (var timer in TimerCalculationTable.Of(db, calendar.Id))
            shifts.Add(Shift(timer, calendar, now, fingerprint));
        return new(
            calendar.Id, calendar.Version, Totals(shifts),
            [.. shifts.Where(shift => shift.Moves).OrderByDescending(shift => Math.Abs((shift.NewDueAt - shift.OldDueAt).Ticks)).ThenBy(shift => shift.CaseNumber, StringComparer.Ordinal),
                .. shifts.Where(shift => shift.Stays is StayReason.SetDirectly or StayReason.Continuous)],
            fingerprint.ToString());
    }

    private static DeadlineShift Shift(
        DeadlineRow limit, IReadOnlyList<PauseRow> pauses, WorkingCalendar before, WorkingCalendar calendar, DateTimeOffset now, Fingerprint fingerprint)
    {
        var receipt = Recount.Receipt(limit.Receipt, calendar);
        var counted = limit with { DueAt = ReferenceEquals(receipt, limit.Receipt) ? limit.DueAt : CalendarMoves.Whole(receipt.DueAt) };
        var old = LimitTimes.Of(limit, before, pauses, now);
        var @new = LimitTimes.Of(counted, calendar, pauses, now);
        var stays = limit.Receipt.Calculation is null ? (limit.Receipt.IsSet ? StayReason.SetDirectly : StayReason.Continuous)
            : old.Shown == @new.Shown ? StayReason.Unchanged
            : StayReason.None;
        if (stays == StayReason.None)
            fingerprint.Add(limit.SourceKey, limit.DueAt, counted.DueAt);
        return new(
            limit.IsTask ? ShiftKind.Task : ShiftKind.Limit, limit.SourceKey, limit.CaseNumber, limit.Name, old.Shown, @new.Shown, Minutes(calendar, old.Shown, @new.Shown),
            !old.IsOverdue(now) && @new.IsOverdue(now), old.IsOverdue(now) && !@new.IsOverdue(now), @new.Applied == DeadlineLedger.Held, stays);
    }

    private static DeadlineShift Shift(TimerCalculation timer, WorkingCalendar calendar, DateTimeOffset now, Fingerprint fingerprint)
    {
        var due = CalendarMoves.Whole(Recount.Receipt(timer.Receipt, calendar).DueAt);
        if (due != timer.DueAt)
            fingerprint.Add(timer.TimerKey, timer.DueAt, due);
        return new(
            ShiftKind.Timer, timer.TimerKey, timer.CaseNumber, timer.Name, timer.DueAt, due, Minutes(calendar, timer.DueAt, due),
            BecomesOverdue: timer.DueAt >= now && due < now, StopsBeingOverdue: timer.DueAt < now && due >= now, StandsStill: false,
            due == timer.DueAt ? StayReason.Unchanged : StayReason.None);
    }

    private static long Minutes(WorkingCalendar calendar, DateTimeOffset from, DateTimeOffset to) => from <= to
        ? (long)WorkingTime.TimeBetween(calendar, from, to).TotalMinutes
        : -(long)WorkingTime.TimeBetween(calendar, to, from).TotalMinutes;

    private static ShiftTotals Totals(List<DeadlineShift> shifts) => new(
        shifts.Count,
        shifts.Count(shift => shift.Moves),
        shifts.Count(shift => shift.Moves && shift.NewDueAt > shift.OldDueAt),
        shifts.Count(shift => shift.Moves && shift.NewDueAt < shift.OldDueAt),
        shifts.Count(shift => shift.BecomesOverdue),
        shifts.Count(shift => shift.StopsBeingOverdue),
        shifts.Count(shift => shift.Stays == StayReason.SetDirectly),
        shifts.Count(shift => shift.Stays == StayReason.Continuous),
        shifts.Where(shift => shift.Moves).Select(shift => shift.CaseNumber).OfType<string>().Distinct().Count());
}
