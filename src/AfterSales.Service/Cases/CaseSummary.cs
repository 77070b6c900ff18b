using AfterSales.Service.Attachments;

namespace AfterSales.Service.Cases;

/// <summary>A case in short, as a task page shows it beside the form.</summary>
public sealed record CaseSummary(ServiceCase Case, IReadOnlyList<Attachment> Attachments);
