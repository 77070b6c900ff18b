using System.Data.Common;
using AfterSales.Engine;
using AfterSales.Service.Attachments;
using AfterSales.Service.Customers;
using AfterSales.Service.Equipment;
using AfterSales.Service.Languages;
using AfterSales.Service.People;
using AfterSales.Service.Records;
using AfterSales.Service.Storage;
using AfterSales.Service.Tasks;
using AfterSales.Service.Timeline;
using Dapper;

namespace AfterSales.Service.Cases;

/// <summary>
/// Cases for those who may see them (<see cref="CaseVisibility"/>). A case out of sight is answered like one that does
/// not exist.
/// </summary>
public sealed class CaseQueries(
    ProcessEngine engine, CaseVisibility visibility, CaseProcesses processes, TimelineQueries timeline, TaskQueries tasks, CustomerMessages messages)
{
    private const int MostPerPage = 200;

    /// <summary>The cases of a filter the reader may see, newest first.</summary>
    public Task<CasePage> ListAsync(CaseFilter filter, Person reader, CancellationToken ct = default) =>
        engine.ReadAsync(db => List(db, filter, reader), ct);

    /// <summary>One case with all that belongs to it, its timeline in <paramref name="language"/>; null when not found or not to be seen.</summary>
    public async Task<CaseView?> GetAsync(string number, Person reader, Language language, CancellationToken ct = default)
    {
        var parts = await engine.ReadAsync(db => visibility.Sees(db, reader, number) ? Parts(db, number) : null, ct);
        return parts is null ? null : parts with
        {
            Timeline = await timeline.OfCaseAsync(number, language, ct),
            OpenTasks = await tasks.OfCaseAsync(number, reader, ct),
            Processes = await processes.OfCaseAsync(number, ct),
        };
    }

    /// <summary>Whether there is such a case and the reader may see it.</summary>
    public Task<bool> MaySeeAsync(string number, Person reader, CancellationToken ct = default) =>
        engine.ReadAsync(db => visibility.Sees(db, reader, number), ct);

    /// <summary>The bare case by its number, for callers who have checked already; null when there is none.</summary>
    public Task<ServiceCase?> FindAsync(string number, CancellationToken ct = default) =>
        engine.ReadAsync(db => CaseTable.Find(db, number), ct);

    /// <summary>What the customer sees under a tracking code; null for an unknown code.</summary>
    public async Task<TrackedCase?> TrackAsync(string trackingCode, Language language, CancellationToken ct = default)
    {
        if (!TrackingCodes.IsPlausible(trackingCode) || await engine.ReadAsync(db => CaseTable.FindTracked(db, trackingCode), ct) is not { } tracked)
            return null;
        var (withdrawal, canReply) = await messages.ListensAsync(tracked.Number, ct);
        return new TrackedCase
        {
            Case = tracked,
            Timeline = await timeline.ForCustomerAsync(tracked.Number, language, ct),
            Attachments = await engine.ReadAsync(db => CustomersOwn(AttachmentTable.OfCase(db, tracked.Number)), ct),
            CanWithdraw = withdrawal is not null,
            CanReply = canReply,
        };
    }

    private static IReadOnlyList<Attachment> CustomersOwn(List<Attachment> all) =>
        [.. all.Where(file => file.UploadedBy?.StartsWith(TaskActor.CustomerPrefix, StringComparison.Ordinal) == true)];

    private static CaseView? Parts(DbConnection db, string number) =>
        CaseTable.Find(db, number) is not { } found ? null : new CaseView
        {
            Case = found,
            Customer = CustomerTable.Find(db, found.CustomerKey)!,
            Equipment = found.EquipmentKey is { } key ? EquipmentTable.Find(db, key) : null,
            Records = RecordTable.OfCase(db, number),
            Attachments = AttachmentTable.OfCase(db, number),
            IsHeld = CaseProcessTable.IsHeld(db, number),
        };

    private CasePage List(DbConnection db, CaseFilter filter, Person reader)
    {
        var (seen, reach) = visibility.Condition(reader);
        var (where, parameters) = CaseConditions.Of(filter);
        parameters.AddDynamicParams(reach);
        var sql = $"FROM cases c WHERE {seen}{where}";
        var total = (int)db.ExecuteScalar<long>($"SELECT count(*) {sql}", parameters);
        parameters.Add("Take", Math.Clamp(filter.Take, 0, MostPerPage));
        parameters.Add("Skip", Math.Max(filter.Skip, 0));
        var rows = db.List<CaseRow>(
            $"SELECT {CaseRow.Columns} {sql} ORDER BY c.received_at DESC, c.case_number DESC LIMIT @Take OFFSET @Skip", parameters);
        var waiting = Waiting(db, [.. rows.Select(row => row.Number)]);
        return new CasePage([.. rows.Select(row => Item(row.ToCase(), [.. waiting[row.Number]]))], total);
    }

    private static CaseListItem Item(ServiceCase listed, IReadOnlyList<WaitingRow> waiting) => new(
        listed,
        [.. waiting.Select(row => row.WaitsFor).OfType<string>().Distinct()],
        Instants.FromStored(waiting.Min(row => row.DueAt)));

    private static ILookup<string, WaitingRow> Waiting(DbConnection db, IReadOnlyList<string> numbers) => db.List<WaitingRow>(
        $"""
        SELECT case_number AS CaseNumber, due_at AS DueAt, CASE WHEN assignee LIKE '{TaskActor.CustomerPrefix}%' THEN 'customer' ELSE role END AS WaitsFor
        FROM tasks WHERE ended_at IS NULL AND case_number IN @numbers ORDER BY created_at
        """,
        new { numbers }).ToLookup(row => row.CaseNumber);

    private sealed class WaitingRow
    {
        public string CaseNumber { get; init; } = "";
        public long? DueAt { get; init; }
        public string? WaitsFor { get; init; }
    }
}
