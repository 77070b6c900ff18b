using AfterSales.Engine;
using AfterSales.Service.Calendars;
using AfterSales.Service.Cases;
using AfterSales.Service.Equipment;
using AfterSales.Service.Languages;
using AfterSales.Service.WorkOrders;

namespace AfterSales.Service.Registers;

/// <summary>A work order as somebody enters it; times are texts, without an offset in the zone of the standard calendar.</summary>
public sealed record WorkOrderEntry(
    string? WorkType, string? Skill, decimal? DurationHours, string? Address, string? Earliest, string? Latest, string? CaseNumber, string? SerialNumber);

/// <summary>An answer to a wish for an appointment.</summary>
/// <param name="Conflict">What stands in the way; null when it is booked.</param>
public sealed record Booking(WorkOrder Order, AppointmentConflict? Conflict, IReadOnlyList<Appointment> Suggestions);

/// <summary>The dispatcher's desk (REP-09): who is where when, open orders, free times, appointments.</summary>
public sealed class WorkOrderDesk
{
    private readonly ProcessEngine _engine;
    private readonly Dispatch _dispatch;
    private readonly CalendarRegistry _calendars;
    private readonly WorkOrderNotices _notices;

    internal WorkOrderDesk(ProcessEngine engine, Dispatch dispatch, CalendarRegistry calendars, WorkOrderNotices notices) =>
        (_engine, _dispatch, _calendars, _notices) = (engine, dispatch, calendars, notices);

    public Task<Found<WorkOrder>> SearchAsync(WorkOrderFilter filter, CancellationToken ct = default) =>
        _engine.ReadAsync(db => WorkOrderTable.Search(db, filter) is var (items, total) ? new Found<WorkOrder>(items, total) : null!, ct);

    public Task<WorkOrder?> FindAsync(string number, CancellationToken ct = default) => _engine.ReadAsync(db => WorkOrderTable.Find(db, number), ct);

    /// <summary>The next free times of people with the skill of an order.</summary>
    public Task<IReadOnlyList<Appointment>> SuggestAsync(WorkOrder order, CancellationToken ct = default) =>
        _engine.ReadAsync(db => _dispatch.Suggest(db, order, _engine.Clock.GetUtcNow()), ct);

    public async Task<Saved<WorkOrder>> OpenAsync(WorkOrderEntry entry, string by, Language language, CancellationToken ct = default)
    {
        var check = new EntryCheck(language);
        var zone = _calendars.Standard.Zone;
        var type = check.Choice("workType", entry.WorkType, WorkTypes.All, required: true);
        var skill = check.Text("skill", entry.Skill, 200, required: true);
        var address = check.Text("address", entry.Address, 400);
        var (earliest, latest) = (check.Moment("earliest", entry.Earliest, zone), check.Moment("latest", entry.Latest, zone));
        if (latest < earliest)
            check.Add("latest", "register.latestBeforeEarliest");
        if (entry.DurationHours is not (>= WorkOrderLimits.LeastHours and <= WorkOrderLimits.MostHours))
            check.Add("durationHours", entry.DurationHours is null ? "form.required" : "register.hours", WorkOrderLimits.LeastHours, WorkOrderLimits.MostHours);
        var (caseNumber, serial) = (check.Text("caseNumber", entry.CaseNumber, 80, code: true), check.Text("serialNumber", entry.SerialNumber, 80, code: true));
        var (about, item) = await _engine.ReadAsync(db => (caseNumber is null ? null : CaseTable.Find(db, caseNumber), serial is null ? null : EquipmentTable.Find(db, serial)), ct);
        if (caseNumber is not null && about is null)
            check.Add("caseNumber", "register.unknownCase");
        if (serial is not null && item is null)
            check.Add("serialNumber", "register.unknownSerial", serial);
        if (!check.IsRight)
            return Saved<WorkOrder>.Refused(check.Errors);
        var order = new WorkOrder
        {
            Number = "", WorkType = type!, Skill = Skill.Parse(skill!).ToString(), Duration = TimeSpan.FromHours((double)entry.DurationHours!.Value), Address = address,
            Earliest = earliest, Latest = latest, CaseNumber = about?.Number, EquipmentKey = item?.Key ?? about?.EquipmentKey,
        };
        return Saved<WorkOrder>.As(await _engine.WriteAsync(
            commit =>
            {
                var opened = WorkOrderTable.Add(commit, order, _calendars.Standard.LocalDay(commit.Now).Year);
                WorkOrderTimeline.Opened(commit, opened);
                return opened;
            }, by, ct));
    }

    /// <summary>Books or moves the appointment of a waiting order; null for an unknown one. One that has ended is answered unchanged.</summary>
    public async Task<Booking?> ScheduleAsync(string number, string technician, DateTimeOffset start, TimeSpan? duration, string by, CancellationToken ct = default) =>
        await FindAsync(number, ct) is null ? null : await _engine.WriteAsync(
            commit =>
            {
                var order = WorkOrderTable.Find(commit, number)!;
                var (after, conflict) = _dispatch.Schedule(commit, order, technician, start, duration ?? order.Duration);
                if (conflict is null && after != order)
                    _notices.Given(commit, after);
                return new Booking(after, conflict, conflict is null ? [] : _dispatch.Suggest(commit, after, commit.Now));
            }, by, ct);

    /// <summary>Ends a waiting order as done or cancelled; null for an unknown one.</summary>
    public async Task<WorkOrder?> EndAsync(string number, WorkOrderStatus status, string? result, string by, CancellationToken ct = default) =>
        await FindAsync(number, ct) is null ? null : await _engine.WriteAsync(commit => _dispatch.End(commit, WorkOrderTable.Find(commit, number)!, status, result), by, ct);
}
