using System.Globalization;
using System.Text.RegularExpressions;
using AfterSales.Service.Attachments;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;
using AfterSales.Web.Languages;
using AfterSales.Web.Security;

namespace AfterSales.Web.Forms;

/// <summary>
/// A submission as the domain wants it: texts in Latin digits and ISO dates, files with their fields. Persian readers type solar dates
/// and Persian digits; what is stored is neither.
/// </summary>
public sealed partial class PostedForm
{
    /// <summary>Most files one submission may carry.</summary>
    public const int MostFiles = 20;

    /// <summary>Names of inputs that belong to the page and not to the form begin with this.</summary>
    public const string OwnPrefix = "__";

    /// <summary>The input that carries the tokens of kept files.</summary>
    public const string KeptName = "__kept";

    /// <summary>Before the name of a signature field: the drawing beside the typed name.</summary>
    public const string DrawingPrefix = "__drawing:";

    private PostedForm(FormValues values, IReadOnlyList<UploadedFile> files, IReadOnlyList<FormError> errors) =>
        (Values, Files, Errors) = (values, files, errors);

    public FormValues Values { get; }

    public IReadOnlyList<UploadedFile> Files { get; }

    /// <summary>What is wrong with the files already: too many, too large.</summary>
    public IReadOnlyList<FormError> Errors { get; }

    public static PostedForm Read(IFormCollection posted, FormView form, UploadTray tray, Reader reader)
    {
        var kinds = Flatten(form.Fields).GroupBy(field => Pattern(field.Name)).ToDictionary(group => group.Key, group => group.First().Kind);
        var values = posted
            .Where(pair => !pair.Key.StartsWith(OwnPrefix, StringComparison.Ordinal))
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Select(text => Normalise(kinds.GetValueOrDefault(Pattern(pair.Key)), text ?? "")).AsEnumerable<string?>()));
        var files = FilesOf(posted, tray);
        return new PostedForm(FormValues.From(values), files, Check(files, reader));
    }

    /// <summary>The files of a form that the domain has no description of.</summary>
    public static (IReadOnlyList<UploadedFile> Files, IReadOnlyList<FormError> Errors) ReadFiles(IFormCollection posted, UploadTray tray, Reader reader)
    {
        var files = FilesOf(posted, tray);
        return (files, Check(files, reader));
    }

    private static List<UploadedFile> FilesOf(IFormCollection posted, UploadTray tray)
    {
        var files = tray.Open(posted[KeptName].OfType<string>()).ToList();
        // An empty file field is sent as a file without name and content.
        files.AddRange(posted.Files.Where(file => file.Length > 0 || file.FileName.Length > 0)
            .Select(file => new UploadedFile(file.Name, file.FileName, file.Length, file.OpenReadStream)));
        foreach (var (name, drawing) in posted.Where(pair => pair.Key.StartsWith(DrawingPrefix, StringComparison.Ordinal)))
            if (Drawing(drawing.ToString()) is { } picture)
                files.Add(new UploadedFile(name[DrawingPrefix.Length..], "signature.png", picture.Length, () => new MemoryStream(picture, writable: false)));
        return files;
    }

    private static List<FormError> Check(List<UploadedFile> files, Reader reader)
    {
        var errors = new List<FormError>();
        if (files.Count > MostFiles)
            errors.Add(new FormError(files[0].Field, reader["web.form.tooManyFiles", MostFiles]));
        errors.AddRange(files.Where(file => file.Length > BodyLimits.SingleFile)
            .Select(file => new FormError(file.Field, reader["web.form.fileTooLarge", file.FileName, reader.Format.FileSize(BodyLimits.SingleFile)])));
        return errors;
    }

    private static string Normalise(FormFieldKind kind, string text) => kind switch
    {
        FormFieldKind.Date => IsoDate(text),
        FormFieldKind.DateTime => IsoDateTime(text),
        FormFieldKind.Number or FormFieldKind.Time or FormFieldKind.Phone or FormFieldKind.Email => Digits.ToLatin(text).Trim(),
        _ => text,
    };

    /// <summary>A solar date such as ۱۴۰۵/۰۸/۲۵ as ISO; everything else as it came, for the domain to judge.</summary>
    public static string IsoDate(string text)
    {
        var latin = Digits.ToLatin(text).Trim();
        var match = SolarDate().Match(latin);
        if (!match.Success)
            return latin;
        var (year, month, day) = (Number(match.Groups[1]), Number(match.Groups[2]), Number(match.Groups[3]));
        // Years of the solar calendar and of the Gregorian one do not meet in our time.
        return year is >= 1200 and < 1700 && JalaliDate.Exists(year, month, day)
            ? new JalaliDate(year, month, day).ToGregorian().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : latin;
    }

    private static string IsoDateTime(string text)
    {
        var latin = Digits.ToLatin(text).Trim();
        var parts = latin.Split((char[])[' ', 'T', '،', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length == 2 && IsoDate(parts[0]) is var date && date != parts[0] ? $"{date}T{parts[1]}" : latin;
    }

    /// <summary>An ISO date as the reader's field shows it: solar and in Persian digits for Persian, unchanged otherwise.</summary>
    public static string ShownDate(string iso, Language language)
    {
        if (language != Language.Persian || !DateOnly.TryParseExact(iso[..Math.Min(10, iso.Length)], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return iso;
        var solar = JalaliDate.From(date).ToString().Replace('-', '/');
        var time = iso.Length > 11 ? " " + iso[11..Math.Min(16, iso.Length)] : "";
        return Digits.ToPersian(solar + time);
    }

    private static byte[]? Drawing(string dataUrl)
    {
        const string start = "data:image/png;base64,";
        if (!dataUrl.StartsWith(start, StringComparison.Ordinal))
            return null;
        var buffer = new byte[dataUrl.Length];
        return Convert.TryFromBase64String(dataUrl[start.Length..], buffer, out var length) ? buffer[..length] : null;
    }

    private static IEnumerable<FormFieldView> Flatten(IEnumerable<FormFieldView> fields) =>
        fields.SelectMany(field => Flatten(field.Fields).Concat(field.Rows.SelectMany(Flatten)).Prepend(field));

    // Rows added on the page have numbers the server has not seen: items[3].name is of the kind of items[0].name.
    private static string Pattern(string name) => RowNumber().Replace(name, "[]");

    private static int Number(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(\d{4})[/\-.](\d{1,2})[/\-.](\d{1,2})$")]
    private static partial Regex SolarDate();

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex RowNumber();
}
