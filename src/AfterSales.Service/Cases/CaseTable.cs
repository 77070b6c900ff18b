using System.Data.Common;
using AfterSales.Engine.Commits;
using AfterSales.Service.Languages;
using AfterSales.Service.Records;
using AfterSales.Service.Storage;
using AfterSales.Service.Timeline;

namespace AfterSales.Service.Cases;

/// <summary>Cases and the process instances that belong to them, in the database.</summary>
internal static class CaseTable
{
    public static void Insert(CommitContext commit, ServiceCase opened) => commit.Execute(
        """
        INSERT INTO cases (case_number, kind, status, subject, description, urgency, channel, language, calendar_id, tracking_code, customer_key,
            customer_name, customer_email, customer_phone, customer_company, equipment_key, product_model, serial_number, order_number,
            owner_department, process_instance_key, received_at, recorded_at)
        VALUES (@Number, @Kind, @Status, @Subject, @Description, @Urgency, @Channel, @Language, @CalendarId, @TrackingCode, @CustomerKey,
            @CustomerName, @CustomerEmail, @CustomerPhone, @CustomerCompany, @EquipmentKey, @ProductModel, @SerialNumber, @OrderNumber,
            @OwnerDepartment, @ProcessInstanceKey, @ReceivedAt, @RecordedAt)
        """,
        new
        {
            opened.Number, opened.Kind, Status = opened.Status.Code(), opened.Subject, opened.Description, Urgency = opened.Urgency.Code(),
            opened.Channel, Language = opened.Language.Code(), opened.CalendarId, opened.TrackingCode, opened.CustomerKey,
            opened.CustomerName, opened.CustomerEmail, opened.CustomerPhone, opened.CustomerCompany, opened.EquipmentKey, opened.ProductModel,
            opened.SerialNumber, opened.OrderNumber, opened.OwnerDepartment, opened.ProcessInstanceKey,
            ReceivedAt = opened.ReceivedAt.ToStored(), RecordedAt = commit.Now.ToStored(),
        });

    public static ServiceCase? Find(DbConnection db, string number) =>
        db.List<CaseRow>($"SELECT {CaseRow.Columns} FROM cases c WHERE c.case_number = @number", new { number }).FirstOrDefault()?.ToCase();

    public static ServiceCase? FindTracked(DbConnection db, string trackingCode) =>
        db.List<CaseRow>($"SELECT {CaseRow.Columns} FROM cases c WHERE c.tracking_code = @trackingCode", new { trackingCode }).FirstOrDefault()?.ToCase();

    public static ServiceCase? Find(CommitContext commit, string number) =>
        commit.First<CaseRow>($"SELECT {CaseRow.Columns} FROM cases c WHERE c.case_number = @number", new { number })?.ToCase();

    /// <summary>
    /// Sets the status and tells it in the timeline, to the customer as well; a case that stands there already is not told again. However a case
    /// ends, explained, withdrawn or solved, its records are complete from then on.
    /// </summary>
    public static void SetStatus(CommitContext commit, string number, CaseStatus status)
    {
        if (status.IsFinal())
            RecordTable.File(commit, number);
        var before = commit.First<string>("SELECT status FROM cases WHERE case_number = @number", new { number });
        if (before is null || before == status.Code())
            return;
        commit.Execute(
            "UPDATE cases SET status = @Status, closed_at = @ClosedAt WHERE case_number = @number",
            new { number, Status = status.Code(), ClosedAt = status.IsFinal() ? commit.Now.ToStored() : (long?)null });
        CaseTimeline.Add(commit, new TimelineEntry(number, TimelineKinds.StatusChanged)
        {
            Actor = commit.Actor,
            ForCustomer = true,
            Facts = new Dictionary<string, TimelineValue> { ["status"] = TimelineValue.Of(status) },
        });
    }

    public static void SetOutcome(CommitContext commit, string number, string outcome) =>
        commit.Execute("UPDATE cases SET outcome = @outcome WHERE case_number = @number", new { number, outcome });

    /// <summary>The case a process instance belongs to; null for processes outside any case.</summary>
    public static string? OfInstance(CommitContext commit, long instanceKey) =>
        commit.First<string>("SELECT case_number FROM case_processes WHERE instance_key = @instanceKey", new { instanceKey });
}
