using System.Globalization;
using System.Text.Json;
using AfterSales.Service.Attachments;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;
using AfterSales.TestSupport;

namespace AfterSales.Web.Tests.History;

/// <summary>
/// A form as people of the months fill it: by the known answers, dates moved to the day, names of those who sign, sentences in the language of
/// the case. What a form refuses is answered otherwise and the rest kept.
/// </summary>
internal sealed class HistoryAnswers(IReadOnlyDictionary<string, string> known, Language language, string signer, DateTimeOffset now, Random random)
{
    /// <summary>The day to which the dates of the path tables fit.</summary>
    private static readonly DateOnly TableDay = new(2026, 11, 21);

    private static readonly byte[] Photo = File.ReadAllBytes(RepositoryRoot.Combine("tests", "AfterSales.Web.Tests", "History", "seam.png"));

    private static readonly Dictionary<string, string[]> Sentences =
        JsonSerializer.Deserialize<Dictionary<string, string[]>>(File.ReadAllText(RepositoryRoot.Combine("tests", "AfterSales.Web.Tests", "History", "sentences.json")))!;

    private readonly Dictionary<string, string?> _given = [];

    public (FormValues Values, IReadOnlyList<UploadedFile> Files) Fill(FormView form)
    {
        var wrong = form.Errors.Select(error => error.Field).ToHashSet();
        var files = new List<UploadedFile>();
        // Where there is nothing to choose from, another choice before it was the wrong one.
        var stuck = Flat(form.Fields).Any(field => wrong.Contains(field.Name) && IsChoice(field) && field.Options.Count == 0);
        foreach (var field in Flat(form.Fields))
            if (field.Kind is FormFieldKind.Photos or FormFieldKind.Files)
                Attach(field, files);
            else if (stuck && IsChoice(field))
                _given[field.Name] = Otherwise(field);
            else if (wrong.Contains(field.Name) || !_given.ContainsKey(field.Name))
                _given[field.Name] = wrong.Contains(field.Name) ? Otherwise(field) : First(field);
        return (FormValues.From([.. from one in _given where one.Value is not null select (one.Key, one.Value)]), files);
    }

    private static IEnumerable<FormFieldView> Flat(IEnumerable<FormFieldView> fields) =>
        fields.SelectMany(field => Flat(field.Fields.Concat(field.Rows.SelectMany(row => row))).Append(field)).Where(field => field.Name.Length > 0 && !field.ReadOnly);

    private static bool IsChoice(FormFieldView field) => field.Kind is FormFieldKind.Choice or FormFieldKind.Select;

    private void Attach(FormFieldView field, List<UploadedFile> files)
    {
        if (field.Required || random.Next(3) == 0)
            files.Add(new UploadedFile(field.Name, string.Create(CultureInfo.InvariantCulture, $"{field.Name.Split('.')[^1]}-{now:MMdd}.png"), Photo.Length, () => new MemoryStream(Photo)));
    }

    private string? First(FormFieldView field) => field.Kind switch
    {
        FormFieldKind.Signature => signer,
        FormFieldKind.LongText when language != Language.English && (field.Required || known.ContainsKey(field.Name)) => Sentence(field),
        FormFieldKind.Choice or FormFieldKind.Select when known.TryGetValue(field.Name, out var told) => field.Options.Any(option => option.Value == told) ? told : field.Options is [var first, ..] ? first.Value : told,
        _ => known.TryGetValue(field.Name, out var told) ? Today(told) : field.Required ? Otherwise(field) : null,
    };

    private string? Otherwise(FormFieldView field) => field.Kind switch
    {
        FormFieldKind.Choice or FormFieldKind.Select or FormFieldKind.MultiChoice => field.Options.Count == 0 ? null : field.Options[random.Next(field.Options.Count)].Value,
        FormFieldKind.YesNo => "true",
        FormFieldKind.Number => Math.Round((field.Min ?? 0) + ((decimal)random.NextDouble() * (Math.Min(field.Max ?? 40, 40 + (field.Min ?? 0)) - (field.Min ?? 0))), Math.Min(field.DecimalDigits ?? 0, 2)).ToString(CultureInfo.InvariantCulture),
        FormFieldKind.Date => Day(),
        FormFieldKind.DateTime => Day() + "T10:30",
        FormFieldKind.Time => "10:30",
        FormFieldKind.Email => "office@customer.example",
        FormFieldKind.Phone => "+98 21 5550 0134",
        FormFieldKind.Signature => signer,
        FormFieldKind.Text or FormFieldKind.LongText => Sentence(field),
        _ => null,
    };

    private string Day() => now.AddDays(random.Next(-3, 15)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string Sentence(FormFieldView field)
    {
        var text = language == Language.English ? "Checked on site and agreed with the customer; nothing else is open." : Sentences[language.Code()][field.Name.Sum(letter => letter) % Sentences[language.Code()].Length];
        return field.MaxLength is { } most && most < text.Length ? text[..most] : text;
    }

    /// <summary>A date of the tables as far from today as it was from the tables' day.</summary>
    private string Today(string told) =>
        told.Length >= 10 && DateOnly.TryParseExact(told[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && (told.Length == 10 || told[10] == 'T')
            ? DateOnly.FromDateTime(now.UtcDateTime).AddDays(day.DayNumber - TableDay.DayNumber).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + told[10..]
            : told;
}
