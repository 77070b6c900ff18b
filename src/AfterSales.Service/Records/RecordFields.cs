using System.Globalization;
using AfterSales.Feel.Values;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Records;

/// <summary>Turns answers into the fields of a record, with the wording the form had when it was filled.</summary>
internal static class RecordFields
{
    /// <summary>The answers of all visible fields, in the order of the form. Notes and headings ask nothing and are left out.</summary>
    public static IReadOnlyList<RecordField> Of(FormTree form) =>
        [.. form.All.Where(node => !node.Hidden && node.Name.Length > 0 && node.Field.Kind != FormFieldKind.List).Select(Of)];

    private static RecordField Of(FormNode node) => new()
    {
        Key = node.Name,
        Label = node.Field.Label,
        Kind = KindOf(node.Field.Kind),
        Values = ValuesOf(node),
        Unit = node.Field.Unit,
        AttachmentIds = node.Field.Kind == FormFieldKind.Signature ? [.. node.Files.Select(file => file.Id)] : FormFiles.Ids(node.Value),
    };

    private static RecordFieldKind KindOf(FormFieldKind kind) => kind switch
    {
        FormFieldKind.LongText => RecordFieldKind.LongText,
        FormFieldKind.Number => RecordFieldKind.Number,
        FormFieldKind.Date => RecordFieldKind.Date,
        FormFieldKind.Time => RecordFieldKind.Time,
        FormFieldKind.DateTime => RecordFieldKind.DateTime,
        FormFieldKind.YesNo => RecordFieldKind.YesNo,
        FormFieldKind.Choice or FormFieldKind.Select or FormFieldKind.MultiChoice => RecordFieldKind.Choice,
        FormFieldKind.Files or FormFieldKind.Photos => RecordFieldKind.Files,
        FormFieldKind.Signature => RecordFieldKind.Signature,
        _ => RecordFieldKind.Text,
    };

    private static IReadOnlyList<LocalText> ValuesOf(FormNode node) => node switch
    {
        { Field.HoldsFiles: true } => [.. node.Files.Select(file => new LocalText(file.FileName))],
        { Field.Kind: FormFieldKind.Signature, Files.Count: > 0 } => [],
        { Value: FeelList list } => [.. list.Items.Select(item => LabelOf(node, item))],
        { Value: FeelNull } or { Value: FeelString { Value.Length: 0 } } => [],
        _ => [LabelOf(node, node.Value)],
    };

    /// <summary>A choice is shown by its label, everything else by its value.</summary>
    private static LocalText LabelOf(FormNode node, FeelValue value) =>
        node.Options.FirstOrDefault(option => option.Value.Equals(value))?.Label ?? new LocalText(value switch
        {
            FeelString text => text.Value,
            FeelNumber number => number.Value.ToString(CultureInfo.InvariantCulture),
            FeelBoolean flag => flag.Value ? "true" : "false",
            _ => FeelJson.ToJson(value),
        });
}
