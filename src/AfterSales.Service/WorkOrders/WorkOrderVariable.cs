using AfterSales.Feel.Values;
using AfterSales.Service.Languages;
using AfterSales.Service.Workflows;

namespace AfterSales.Service.WorkOrders;

/// <summary>A work order as workflows see it: the variable <c>workOrder</c>.</summary>
internal sealed class WorkOrderVariable(People.Directory people, Language language, TimeZoneInfo zone)
{
    public const string Name = "workOrder";

    /// <summary>Names are told in the customer's language and times in the zone of the case.</summary>
    public FeelContext Of(WorkOrder order, AppointmentConflict? conflict = null, IEnumerable<Appointment>? suggestions = null) => FeelContext.Empty.With(Name, JobResult.Of(
        ("number", FeelValue.Of(order.Number)),
        ("status", FeelValue.Of(conflict is null ? order.Status.Code() : "conflict")),
        ("conflict", JobResult.Text(conflict?.Code())),
        ("workType", FeelValue.Of(order.WorkType)),
        ("address", JobResult.Text(order.Address)),
        ("technician", JobResult.Text(order.Technician)),
        ("technicianName", JobResult.Text(order.Technician is { } technician ? NameOf(technician) : null)),
        ("start", JobResult.Instant(order.Start, zone)),
        ("end", JobResult.Instant(order.End, zone)),
        ("result", JobResult.Text(order.Result)),
        ("suggestions", FeelValue.Of((suggestions ?? []).Select(slot => JobResult.Of(
            ("technician", FeelValue.Of(slot.Technician)),
            ("name", FeelValue.Of(NameOf(slot.Technician))),
            ("start", JobResult.Instant(slot.Start, zone)),
            ("end", JobResult.Instant(slot.End, zone))))))));

    private string NameOf(string id) => people.ById(id)?.Name.In(language) ?? id;
}
