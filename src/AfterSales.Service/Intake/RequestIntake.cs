using AfterSales.Service.Attachments;
using AfterSales.Service.Cases;

namespace AfterSales.Service.Intake;

/// <summary>
/// The front door (SRQ): checks a request, finds or opens customer and equipment, stores the files, opens the case, starts
/// its workflow and queues the acknowledgement, all in one commit: either all of it is there or nothing.
/// </summary>
public sealed class RequestIntake
{
    /// <summary>The kinds of request that can be made now: those whose workflow is deployed.</summary>
    public IReadOnlyList<CaseKind> Kinds => throw new NotImplementedException();

    public Task<IntakeResult> SubmitAsync(NewRequest request, IReadOnlyList<UploadedFile> files, CancellationToken ct = default) => throw new NotImplementedException();
}
