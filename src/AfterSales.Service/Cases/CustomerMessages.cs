using AfterSales.Service.Attachments;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Cases;

/// <summary>What a customer can say about his case from the tracking page, where its workflow listens for it.</summary>
public sealed class CustomerMessages
{
    /// <summary>Takes the request back. False when the code is unknown or the workflow does not take a withdrawal now.</summary>
    public Task<bool> WithdrawAsync(string trackingCode, string? reason, CancellationToken ct = default) => throw new NotImplementedException();

    /// <summary>Adds a message and files to the case and wakes a workflow that waits for an answer; errors by field, empty when taken.</summary>
    public Task<IReadOnlyList<Forms.FormError>> ReplyAsync(
        string trackingCode, string text, IReadOnlyList<UploadedFile> files, Language language, CancellationToken ct = default) => throw new NotImplementedException();
}
