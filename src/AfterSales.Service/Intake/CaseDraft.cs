using AfterSales.Feel.Values;
using AfterSales.Service.Attachments;

namespace AfterSales.Service.Intake;

/// <summary>A checked request on its way to becoming a case.</summary>
/// <param name="Request">Tidy and without mistakes.</param>
/// <param name="Actor">Who opens the case: a person id, or <c>customer:</c> and an address; null for the service itself.</param>
internal sealed record CaseDraft(NewRequest Request, string? Actor)
{
    public IReadOnlyList<StagedFile> Files { get; init; } = [];

    /// <summary>Variables the workflow begins with besides <c>case</c>.</summary>
    public FeelContext Variables { get; init; } = FeelContext.Empty;

    /// <summary>Opened by the company itself: no acknowledgement goes out, and the customer does not read of it.</summary>
    public bool IsInternal { get; init; }
}
