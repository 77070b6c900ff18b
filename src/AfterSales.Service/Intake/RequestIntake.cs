using AfterSales.Service.Attachments;
using AfterSales.Service.Cases;
using AfterSales.Service.Customers;
using AfterSales.Service.Tasks;
using AfterSales.Service.Workflows;

namespace AfterSales.Service.Intake;

/// <summary>
/// The front door (SRQ): checks a request, finds or opens customer and equipment, stores the files, opens the case, starts
/// its workflow and queues the acknowledgement, all in one commit: either all of it is there or nothing.
/// </summary>
public sealed class RequestIntake
{
    private readonly WorkflowCatalog _workflows;
    private readonly AttachmentStore _store;
    private readonly CaseOpening _opening;

    internal RequestIntake(WorkflowCatalog workflows, AttachmentStore store, CaseOpening opening) =>
        (_workflows, _store, _opening) = (workflows, store, opening);

    /// <summary>The kinds of request a customer can make now: those whose workflow is deployed.</summary>
    public IReadOnlyList<CaseKind> Kinds => [.. CaseKinds.All.Where(kind => !kind.Internal && _workflows.Find(kind.ProcessId) is not null)];

    public async Task<IntakeResult> SubmitAsync(NewRequest request, IReadOnlyList<UploadedFile> files, CancellationToken ct = default)
    {
        if (await _opening.FindEarlierAsync(request.IdempotencyKey, ct) is { } earlier)
            return new IntakeResult.Accepted(earlier);
        var staged = await _store.StageAsync(files, ct);
        var (tidy, errors) = RequestCheck.Run(request, staged, kind => Kinds.Any(offered => offered.Id == kind));
        if (errors.Count > 0)
            return new IntakeResult.Invalid(errors);
        var actor = tidy.RecordedBy ?? TaskActor.CustomerPrefix + CustomerTable.Normal(tidy.CustomerEmail!);
        return new IntakeResult.Accepted(await _opening.OpenAsync(new CaseDraft(tidy, actor) { Files = staged }, ct));
    }
}
