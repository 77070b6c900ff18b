using System.Globalization;
using AfterSales.Service.Languages;
using AfterSales.Service.Records;
using AfterSales.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Pages.Cases;

/// <summary>
/// Correcting one section of a record: what stood there stays readable as an earlier revision, and the reason is asked for.
/// Choices, files and signatures are not retyped here.
/// </summary>
public sealed class CorrectionModel(RecordQueries records, RecordCorrections corrections) : SitePage
{
    private const string Prefix = "text:";

    private readonly Dictionary<string, string> _typed = [];

    public string CaseNumber { get; private set; } = "";

    public CaseRecord Record { get; private set; } = null!;

    public RecordSection Section { get; private set; } = null!;

    public string? Reason { get; private set; }

    public string? Problem { get; private set; }

    public string RecordAddress => $"/cases/{CaseNumber}/records/{Record.Number}";

    /// <summary>The fields somebody typed.</summary>
    public IReadOnlyList<RecordField> Fields =>
        [.. Section.Fields.Where(IsTyped)];

    public static string NameOf(RecordField field) => Prefix + field.Key;

    public string IndexOf(RecordField field) => Fields.ToList().IndexOf(field).ToString(CultureInfo.InvariantCulture);

    /// <summary>What stands in the input: dates in the reader's calendar, numbers in the reader's digits.</summary>
    public string Typed(RecordField field)
    {
        var text = _typed.TryGetValue(field.Key, out var typed) ? typed : Stored(field);
        return field.Kind switch
        {
            RecordFieldKind.Date => PostedForm.ShownDate(text, T.Language),
            RecordFieldKind.Number => T.Format.Localise(text),
            _ => text,
        };
    }

    public async Task<IActionResult> OnGetAsync(string number, string record, int position, CancellationToken ct) =>
        await FindAsync(number, record, position, ct) ? Page() : Missing();

    public async Task<IActionResult> OnPostAsync(string number, string record, int position, CancellationToken ct)
    {
        if (!await FindAsync(number, record, position, ct))
            return Missing();
        var form = await Request.ReadFormAsync(ct);
        Reason = form["reason"].ToString().Trim();
        foreach (var field in Fields.Where(field => form.ContainsKey(NameOf(field))))
            _typed[field.Key] = Read(field, form[NameOf(field)].ToString().ReplaceLineEndings("\n").Trim());
        var changed = Fields.Where(field => _typed.TryGetValue(field.Key, out var text) && text != Stored(field)).ToDictionary(field => field.Key, field => _typed[field.Key]);
        Problem = Reason.Length == 0 ? T["web.record.reasonMissing"]
            : changed.Count == 0 ? T["web.record.nothingChanged"]
            : changed.Values.Any(text => text.Length > 10_000) || Reason.Length > 500 ? T["web.record.tooLong"]
            : Fields.FirstOrDefault(field => changed.TryGetValue(field.Key, out var text) && !Fits(field, text)) is { } wrong ? T["web.record.notFitting", T.Pick(wrong.Label)]
            : null;
        if (Problem is not null)
            return Page();
        switch (await corrections.CorrectAsync(Record.Number, position, changed, Person, Reason, ct))
        {
            case RecordCorrection.Done:
                Toast(T["web.record.corrected"]);
                return Redirect(RecordAddress);
            case RecordCorrection.NotAllowed:
                Problem = T["web.record.notAllowed"];
                return Page();
            default:
                return Missing();
        }
    }

    private async Task<bool> FindAsync(string number, string record, int position, CancellationToken ct)
    {
        if (await records.FindAsync(record, ct) is not { } found || found.CaseNumber != number || !await corrections.MayCorrectAsync(found, position, Person, ct))
            return false;
        (CaseNumber, Record) = (number, found);
        Section = found.Sections.First(section => section.Position == position);
        return true;
    }

    private static bool IsTyped(RecordField field) =>
        field.Kind is RecordFieldKind.Text or RecordFieldKind.LongText or RecordFieldKind.Number or RecordFieldKind.Date;

    /// <summary>As it is stored: ISO dates and Latin digits, whatever calendar and digits were typed.</summary>
    private static string Read(RecordField field, string typed) => field.Kind switch
    {
        RecordFieldKind.Date => PostedForm.IsoDate(typed),
        RecordFieldKind.Number => Digits.ToLatin(typed),
        _ => typed,
    };

    private static string Stored(RecordField field) => string.Join("\n", field.Values.Select(value => value.English));

    /// <summary>Numbers and dates are kept in their stored form, so that they can be shown in every language.</summary>
    private static bool Fits(RecordField field, string text) => text.Length == 0 || field.Kind switch
    {
        RecordFieldKind.Number => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out _),
        RecordFieldKind.Date => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        _ => true,
    };
}
