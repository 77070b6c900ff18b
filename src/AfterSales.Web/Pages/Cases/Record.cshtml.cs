using System.Globalization;
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

    /// <summary>The form as the quality manual knows it.</summary>
    public RecordType Type => RecordCatalog.Get(Record.TypeId);

    /// <summary>Who filled a section, managers and admins may correct it; earlier revisions stay as they are.</summary>
    public bool MayCorrect(RecordSection section) =>
        Record.Sections.Contains(section) && section.Fields.Count > 0 && (section.FilledBy == Person.Id || Person.SeesEverything);

    public string CorrectionAddress(RecordSection section) =>
        $"/cases/{Record.CaseNumber}/records/{Record.Number}/correct/{section.Position.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The files of a field that are there.</summary>
    public IReadOnlyList<Attachment> FilesOf(RecordField field) =>
        [.. field.AttachmentIds.Select(id => View.Attachments.FirstOrDefault(file => file.Id == id)).OfType<Attachment>()];
}
