using System.Globalization;
using AfterSales.Feel;
using AfterSales.Feel.Values;
using AfterSales.Service.Attachments;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Forms;

/// <summary>Makes the model a page draws from.</summary>
public static class FormViews
{
    /// <summary>A form nobody has answered yet, with what the process knows already filled in.</summary>
    public static FormView Empty(FormSchema schema, FeelContext variables, FeelEnvironment environment) =>
        Of(FormTree.Prefilled(schema, variables, environment), []);

    internal static FormView Of(FormTree tree, IReadOnlyList<FormError> errors) => new()
    {
        FormId = tree.Schema.Id,
        Title = tree.Schema.Title,
        Fields = [.. tree.Nodes.Select(node => Field(node, tree.Scope))],
        Errors = errors,
    };

    private static FormFieldView Field(FormNode node, FormScope scope)
    {
        var field = node.Field;
        return new FormFieldView
        {
            Name = node.Name,
            ElementId = ElementId(node),
            Kind = field.Kind,
            Label = (field.Body ?? field.LabelText)?.Fill(scope) ?? field.Label,
            Hint = field.Hint?.Fill(scope),
            Unit = field.Unit,
            Prefix = field.Prefix,
            Required = field.Rules.Required?.Value(scope) is FeelBoolean { Value: true },
            ReadOnly = node.ReadOnly || field.Kind == FormFieldKind.Computed,
            Value = Text(node),
            Values = Chosen(node),
            Options = [.. node.Options.Select(option => option.View)],
            Error = node.Error,
            Min = Number(field.Rules.Min, scope),
            Max = Number(field.Rules.Max, scope),
            DecimalDigits = field.DecimalDigits,
            MinLength = (int?)Number(field.Rules.MinLength, scope),
            MaxLength = (int?)Number(field.Rules.MaxLength, scope),
            Multiple = field.HoldsFiles && field.Multiple?.Value(scope) is FeelBoolean { Value: true },
            Accept = field.Kind == FormFieldKind.Photos ? "image/*" : field.HoldsFiles ? field.Accept ?? AttachmentTypes.Accept : null,
            Hidden = node.Hidden,
            HideWhen = field.HideCondition,
            Columns = field.Columns,
            Fields = [.. node.Children.Select(child => Field(child, scope))],
            Rows = [.. node.Rows.Select(row => (IReadOnlyList<FormFieldView>)[.. row.Select(child => Field(child, scope))])],
        };
    }

    private static string ElementId(FormNode node)
    {
        var name = node.Name.Length > 0 ? node.Name : node.Field.Id;
        return "f-" + string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
    }

    /// <summary>What was typed, as long as nothing better is known; files cannot be put back into an input.</summary>
    private static string Text(FormNode node) =>
        node.Field.HoldsFiles || node.Field.Kind == FormFieldKind.MultiChoice ? ""
        : node.Error is not null && node.Texts.Count > 0 ? node.Texts[^1]
        : node.Value switch
        {
            FeelString text => text.Value,
            FeelNumber number => number.Value.ToString(CultureInfo.InvariantCulture),
            FeelBoolean flag => flag.Value ? "true" : "false",
            FeelNull => node.Texts.Count > 0 ? node.Texts[^1] : "",
            _ => FormOptions.Posted(node.Value),
        };

    private static IReadOnlyList<string> Chosen(FormNode node) =>
        node.Field.Kind != FormFieldKind.MultiChoice ? []
        : node.Value is FeelList list ? [.. list.Items.Select(FormOptions.Posted)]
        : node.Texts;

    private static decimal? Number(FormSetting? setting, FormScope scope) => setting?.Value(scope) switch
    {
        FeelNumber number => number.Value,
        FeelString text when decimal.TryParse(text.Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };
}
