using System.Globalization;
using AfterSales.Service.Attachments;
using AfterSales.Service.Cases;
using AfterSales.Service.Languages;
using AfterSales.Service.Records;
using AfterSales.Web.Languages;
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

    /// <summary>The name the source document prints, where the reader does not see it as the form's name already.</summary>
    public string? OriginalName => Type.Original is { } original && original != T.Pick(Record.Name) ? original : null;

    /// <summary>The language of an original name: the sources are Persian and Chinese.</summary>
    public static string LanguageOf(string original) => original.Any(letter => letter is >= '\u0600' and < '\u0700') ? "fa" : "zh-Hans";

    /// <summary>
    /// On paper a value gets the whole width where half of it would break it into many lines. Chinese says as much in
    /// half the characters.
    /// </summary>
    public bool IsWide(RecordField field)
    {
        const int halfLine = 40;
        var length = field.Values.Sum(value => T.Pick(value).Length + 2);
        return FilesOf(field).Any(file => file.IsImage && field.Kind != RecordFieldKind.Signature)
            || length * (T.Language == Language.Chinese ? 2 : 1) > halfLine;
    }

    /// <summary>What a correction replaced, for print: the fields of an earlier revision that read differently in the one after it.</summary>
    public static IEnumerable<RecordField> Replaced(RecordSection section, int earlier)
    {
        var next = earlier + 1 < section.EarlierRevisions.Count ? section.EarlierRevisions[earlier + 1] : section;
        return section.EarlierRevisions[earlier].Fields
            .Where(old => next.Fields.FirstOrDefault(field => field.Key == old.Key) is not { } now || !now.Values.SequenceEqual(old.Values));
    }

    /// <summary>Who filled a section, managers and admins may correct it; earlier revisions stay as they are.</summary>
    public bool MayCorrect(RecordSection section) =>
        Record.Sections.Contains(section) && section.Fields.Count > 0 && (section.FilledBy == Person.Id || Person.SeesEverything);

    public string CorrectionAddress(RecordSection section) =>
        $"/cases/{Record.CaseNumber}/records/{Record.Number}/correct/{section.Position.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The values of a field as the reader writes them, with their unit; empty where it was left blank.</summary>
    public string Written(RecordField field) => T.Written(field);

    /// <summary>The files of a field that are there.</summary>
    public IReadOnlyList<Attachment> FilesOf(RecordField field) =>
        [.. field.AttachmentIds.Select(id => View.Attachments.FirstOrDefault(file => file.Id == id)).OfType<Attachment>()];
}
