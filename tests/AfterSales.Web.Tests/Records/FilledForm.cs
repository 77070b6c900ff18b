using System.Globalization;
using AfterSales.Feel;
using AfterSales.Feel.Values;
using AfterSales.Service.Attachments;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;

namespace AfterSales.Web.Tests.Records;

/// <summary>
/// A form as a careful person fills it: the path table's answers, and in every further field that is shown what such a
/// field usually holds. Every long text is two full sentences in the language of who reads the record.
/// </summary>
internal sealed class FilledForm(FormSchema schema, IReadOnlyDictionary<string, string> answers, Language language, FeelEnvironment environment)
{
    /// <summary>So many lines has a list, such as the parts of a delivery.</summary>
    private const int Rows = 4;

    private readonly Dictionary<string, string> _given = [];

    private static readonly Dictionary<Language, (string Line, string Text)> Words = new()
    {
        [Language.English] = (
            "Welding head, second shift",
            "Shielding gas pressure drops above 60 mm per second, and the seam is porous in 9 of 12 samples. The regulator was changed on site and the test repeated with two plate widths; the customer watched it and agrees."),
        [Language.Persian] = (
            "سر جوش، نوبت دوم",
            "فشار گاز محافظ در سرعت بیش از ۶۰ میلی‌متر بر ثانیه افت می‌کند و درز جوش در ۹ نمونه از ۱۲ نمونه متخلخل است. رگولاتور در محل تعویض و آزمایش با دو پهنای ورق تکرار شد؛ مشتری حضور داشت و نتیجه را پذیرفت."),
        [Language.Chinese] = (
            "焊接头，第二班",
            "速度超过每秒 60 毫米时保护气压力下降，12 个样品中有 9 个焊缝出现气孔。已在现场更换调压阀，并用两种板宽重新试验；客户在场见证并认可结果。"),
    };

    /// <summary>The fields that take files, by their names.</summary>
    public IEnumerable<string> FileFields => from one in Fields(schema.Fields, "") where one.Field.HoldsFiles select one.Name;

    public FormOutcome With(IReadOnlyList<StagedFile> files)
    {
        _given.Clear();
        foreach (var (field, name) in Fields(schema.Fields, "").Where(field => field.Field.IsAnswered && !field.Field.HoldsFiles))
            if ((field.Kind == FormFieldKind.LongText ? Words[language].Text : answers.GetValueOrDefault(name) ?? Usual(field)) is { } value)
                _given[name] = value;
        return FormValidator.Validate(schema, new Given(_given), files, FeelContext.Empty, environment, language);
    }

    private string? Usual(FormField field) => field.Kind switch
    {
        FormFieldKind.Text => Words[language].Line,
        FormFieldKind.LongText => Words[language].Text,
        FormFieldKind.Number => "12",
        FormFieldKind.Date => "2026-11-24",
        FormFieldKind.Time => "10:30",
        FormFieldKind.DateTime => "2026-11-24T10:30",
        FormFieldKind.Email => "purchasing@customer.example",
        FormFieldKind.Phone => "+98 21 5550 0134",
        FormFieldKind.Choice or FormFieldKind.Select or FormFieldKind.MultiChoice => field.Options is [var first, ..] ? first.Posted : null,
        _ => null,
    };

    private static IEnumerable<(FormField Field, string Name)> Fields(IEnumerable<FormField> fields, string prefix) => fields.SelectMany(field => field.Kind switch
    {
        FormFieldKind.Group => Fields(field.Fields, prefix),
        FormFieldKind.List => Enumerable.Range(0, Rows).SelectMany(row => Fields(field.Fields, string.Create(CultureInfo.InvariantCulture, $"{prefix}{field.Path}[{row}]."))),
        _ => [(field, prefix + field.Path)],
    });

    private sealed class Given(Dictionary<string, string> values) : IFormValues
    {
        public IEnumerable<string> Names => values.Keys;

        public IReadOnlyList<string> Get(string name) => values.TryGetValue(name, out var value) ? [value] : [];
    }
}
