using AfterSales.Service.Attachments;
using AfterSales.Service.Forms;
using AfterSales.Service.Intake;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Cases;

/// <summary>What a customer writes to us from a page of his own, checked: words that are there, and files that can be kept.</summary>
/// <param name="Errors">By field (<c>text</c>, <c>files</c>), in his language; empty when all can be taken.</param>
internal sealed record CustomerWords(string Text, IReadOnlyList<StagedFile> Files, IReadOnlyList<FormError> Errors)
{
    /// <summary>The longest text, in characters.</summary>
    public const int LongestText = 4000;

    /// <summary>Checks the words first: files are staged only for words that can be taken.</summary>
    public static async Task<CustomerWords> ReadAsync(AttachmentStore store, string text, IReadOnlyList<UploadedFile> files, Language language, CancellationToken ct)
    {
        var texts = TextCatalog.For(language);
        text = RequestCheck.Clean(text, lines: true);
        if (Blank.Is(text))
            return new(text, [], [new FormError("text", texts["form.required"])]);
        if (text.Length > LongestText)
            return new(text, [], [new FormError("text", texts["form.longerThan", LongestText, text.Length])]);
        var staged = await store.StageAsync(files, ct);
        return new(text, staged, [.. staged.Where(file => !file.IsTaken).Select(file => new FormError("files", texts[file.Problem!, file.FileName]))]);
    }
}
