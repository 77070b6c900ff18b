using AfterSales.Service.Languages;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Cases;

/// <summary>A case as the database gives it.</summary>
internal sealed class CaseRow
{
    /// <summary>The columns, with <c>c</c> as the table.</summary>
    public const string Columns =
        """
        c.case_number AS Number, c.kind AS Kind, c.status AS Status, c.subject AS Subject, c.description AS Description, c.urgency AS Urgency,
        c.channel AS Channel, c.language AS Language, c.calendar_id AS CalendarId, c.tracking_code AS TrackingCode, c.customer_key AS CustomerKey,
        c.customer_name AS CustomerName, c.customer_email AS CustomerEmail, c.customer_phone AS CustomerPhone, c.customer_company AS CustomerCompany,
        c.equipment_key AS EquipmentKey, c.product_model AS ProductModel, c.serial_number AS SerialNumber, c.order_number AS OrderNumber,
        c.owner_department AS OwnerDepartment, c.process_instance_key AS ProcessInstanceKey, c.received_at AS ReceivedAt, c.closed_at AS ClosedAt,
        c.outcome AS Outcome
        """;

    public string Number { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Status { get; init; } = "";
    public string Subject { get; init; } = "";
    public string Description { get; init; } = "";
    public string Urgency { get; init; } = "";
    public string Channel { get; init; } = "";
    public string Language { get; init; } = "";
    public string CalendarId { get; init; } = "";
    public string TrackingCode { get; init; } = "";
    public long CustomerKey { get; init; }
    public string CustomerName { get; init; } = "";
    public string CustomerEmail { get; init; } = "";
    public string? CustomerPhone { get; init; }
    public string? CustomerCompany { get; init; }
    public long? EquipmentKey { get; init; }
    public string? ProductModel { get; init; }
    public string? SerialNumber { get; init; }
    public string? OrderNumber { get; init; }
    public string? OwnerDepartment { get; init; }
    public long? ProcessInstanceKey { get; init; }
    public long ReceivedAt { get; init; }
    public long? ClosedAt { get; init; }
    public string? Outcome { get; init; }

    public ServiceCase ToCase() =>
        new()
        {
            Number = Number,
            Kind = Kind,
            Status = CaseStatusCodes.Parse(Status),
            Subject = Subject,
            Description = Description,
            Urgency = UrgencyCodes.Parse(Urgency),
            Channel = Channel,
            Language = LanguageCodes.Parse(Language),
            CalendarId = CalendarId,
            TrackingCode = TrackingCode,
            CustomerKey = CustomerKey,
            CustomerName = CustomerName,
            CustomerEmail = CustomerEmail,
            CustomerPhone = CustomerPhone,
            CustomerCompany = CustomerCompany,
            EquipmentKey = EquipmentKey,
            ProductModel = ProductModel,
            SerialNumber = SerialNumber,
            OrderNumber = OrderNumber,
            OwnerDepartment = OwnerDepartment,
            ProcessInstanceKey = ProcessInstanceKey,
            ReceivedAt = Instants.FromStored(ReceivedAt),
            ClosedAt = Instants.FromStored(ClosedAt),
            Outcome = Outcome,
        };
}
