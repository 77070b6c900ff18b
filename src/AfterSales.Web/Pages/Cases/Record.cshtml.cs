using AfterSales.Service.Attachments;
using AfterSales.Service.Cases;
using AfterSales.Service.Records;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Pages.Cases;

/// <summary>One filled form of a case, as it is read and printed: every section with who signed it and when.</summary>
public sealed class RecordModel(CaseQueries cases) : SitePage
{
    public CaseView View { get; private set; } = null!;

    public CaseRecord Record { get; private set; } = null!;

    public DateTimeOffset Now => Clock.GetUtcNow();

    public async Task<IActionResult> OnGetAsync(string number, string record, CancellationToken ct)
    {
        if (await cases.GetAsync(number, Person, T.Language, ct) is not { } view || view.Records.FirstOrDefault(r => r.Number == record) is not { } found)
            return Missing();
        (View, Record) = (view, found);
        ShowTimesBy(view.Case.CalendarId);
        return Page();
    }

    /// <summary>The files of a field that are there.</summary>
    public IReadOnlyList<Attachment> FilesOf(RecordField field) =>
        [.. field.AttachmentIds.Select(id => View.Attachments.FirstOrDefault(file => file.Id == id)).OfType<Attachment>()];
}
