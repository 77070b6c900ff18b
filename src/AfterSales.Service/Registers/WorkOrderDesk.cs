using System.Data.Common;
using AfterSales.Engine;
using AfterSales.Service.Calendars;
using AfterSales.Service.Cases;
using AfterSales.Service.Equipment;
using AfterSales.Service.Languages;
using AfterSales.Service.People;
using AfterSales.Service.WorkOrders;

namespace AfterSales.Service.Registers;

/// <summary>A work order as somebody enters it; times are texts, without an offset in the zone of the standard calendar.</summary>
public sealed record WorkOrderEntry(
    string? WorkType, string? Skill, decimal? DurationHours, string? Address, string? Earliest, string? Latest, string? CaseNumber, string? SerialNumber);

/// <summary>An answer to a wish for an appointment.</summary>
/// <param name="Conflict">What stands in the way; null when it is booked.</param>
public sealed record Booking(WorkOrder Order, AppointmentConflict? Conflict, IReadOnlyList<Appointment> Suggestions);

/// <summary>
/// The dispatcher's desk (REP-09): who is where when, open orders, free times, appointments. That somebody is busy everybody may know; where, why and
/// for which case only who sees the case or is to do the work, and only they change the order.
/// </summary>
public sealed class WorkOrderDesk
{
    private readonly ProcessEngine _engine;
    private readonly CaseVisibility _visibility;
    private readonly Dispatch _dispatch;
    private readonly CalendarRegistry _calendars;
    private readonly WorkOrderNotices _notices;

    internal WorkOrderDesk(ProcessEngine engine, CaseVisibility visibility, Dispatch dispatch, CalendarRegistry calendars, WorkOrderNotices notices) =>
        (_engine, _visibility, _dispatch, _calendars, _notices) = (engine, visibility, dispatch, calendars, notices);

    /// <summary>Orders that are none of the reader's business come without address, result and case; asked for by such a case there are none.</summary>
    public Task<Found<WorkOrder>> SearchAsync(WorkOrderFilter filter, Person reader, CancellationToken ct = default) => _engine.ReadAsync(
        db =>
        {
            if (filter.CaseNumber is { } number && !_visibility.Sees(db, reader, number))
                return new Found<WorkOrder>([], 0);
            var (items, total) = WorkOrderTable.Search(db, filter);
            return new Found<WorkOrder>(AsSeen(db, reader, items), total);
        }, ct);

    /// <summary>What was or will be done to a product; of orders that are none of the reader's business as much as a search tells.</summary>
    public Task<IReadOnlyList<WorkOrder>> OfEquipmentAsync(long equipmentKey, Person reader, CancellationToken ct = default) =>
        _engine.ReadAsync(db => AsSeen(db, reader, WorkOrderTable.OfEquipment(db, equipmentKey)), ct);

    /// <summary>One order; null for an unknown one and for one that is none of the reader's business.</summary>
    public Task<WorkOrder?> FindAsync(string number, Person reader, CancellationToken ct = default) => _engine.ReadAsync(db => Find(db, number, reader), ct);

    private WorkOrder? Find(DbConnection db, string number, Person reader) =>
        WorkOrderTable.Find(db, number) is { } order && Seen(db, reader, [order])(order) ? order : null;

    private IReadOnlyList<WorkOrder> AsSeen(DbConnection db, Person reader, IReadOnlyList<WorkOrder> orders)
    {
        var seen = Seen(db, reader, orders);
        return [.. orders.Select(order => seen(order) ? order : order with { Address = null, Result = null, CaseNumber = null })];
    }

    private Func<WorkOrder, bool> Seen(DbConnection db, Person reader, IReadOnlyList<WorkOrder> orders)
    {
        var ids = _visibility.ReachOf(reader).Ids;
        var cases = _visibility.Seen(db, reader, [.. orders.Select(order => order.CaseNumber).OfType<string>().Distinct()]);
        return order => order.CaseNumber is null || cases.Contains(order.CaseNumber) || (order.Technician is { } technician && ids.Contains(technician));
    }

    /// <summary>The next free times of people with the skill of an order.</summary>
    public Task<IReadOnlyList<Appointment>> SuggestAsync(WorkOrder order, CancellationToken ct = default) =>
        _engine.ReadAsync(db => _dispatch.Suggest(db, order, _engine.Clock.GetUtcNow()), ct);

    public async Task<Saved<WorkOrder>> OpenAsync(WorkOrderEntry entry, Person by, CancellationToken ct = default)
    {
        var check = new EntryCheck(by.Language);
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
        var (about, item) = await _engine.ReadAsync(db => (caseNumber is null || !_visibility.Sees(db, by, caseNumber) ? null : CaseTable.Find(db, caseNumber), serial is null ? null : EquipmentTable.Find(db, serial)), ct);
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
            }, by.Id, ct));
    }

    /// <summary>Books or moves the appointment of a waiting order; null for an unknown one or one that is none of this person's business. One that has ended is answered unchanged.</summary>
    public async Task<Booking?> ScheduleAsync(string number, string technician, DateTimeOffset start, TimeSpan? duration, Person by, CancellationToken ct = default) =>
        await FindAsync(number, by, ct) is null ? null : await _engine.WriteAsync(
            commit =>
            {
                var order = WorkOrderTable.Find(commit, number)!;
                var (after, conflict) = _dispatch.Schedule(commit, order, technician, start, duration ?? order.Duration);
                if (conflict is null && after != order)
                    _notices.Given(commit, after);
                return new Booking(after, conflict, conflict is null ? [] : _dispatch.Suggest(commit, after, commit.Now));
            }, by.Id, ct);

    /// <summary>Ends a waiting order as done or cancelled; null as above.</summary>
    public async Task<WorkOrder?> EndAsync(string number, WorkOrderStatus status, string? result, Person by, CancellationToken ct = default) =>
        await FindAsync(number, by, ct) is null ? null : await _engine.WriteAsync(commit => _dispatch.End(commit, WorkOrderTable.Find(commit, number)!, status, result), by.Id, ct);
}
