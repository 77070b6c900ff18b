using AfterSales.Feel.Values;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Forms;

/// <summary>One component of a schema, compiled.</summary>
internal sealed record FormField
{
    public required string Id { get; init; }

    public required FormFieldKind Kind { get; init; }

    /// <summary>Dotted path of the answer within the form, or within the row for fields of a list. Empty where nothing is answered.</summary>
    public string Path { get; init; } = "";

    /// <summary>The label as written, for records.</summary>
    public LocalText Label { get; init; } = new("");

    public FormText? LabelText { get; init; }

    public FormText? Hint { get; init; }

    /// <summary>Body of a note.</summary>
    public FormText? Body { get; init; }

    public LocalText? Unit { get; init; }

    public LocalText? Prefix { get; init; }

    public FormRules Rules { get; init; } = FormRules.None;

    /// <summary>Options written out in the schema.</summary>
    public IReadOnlyList<FormOptionSource> Options { get; init; } = [];

    /// <summary>Where else the options come from: a variable or an expression; null when they are written out.</summary>
    public FormSetting? OptionsFrom { get; init; }

    public FormSetting? HideWhen { get; init; }

    public FormCondition? HideCondition { get; init; }

    public bool Disabled { get; init; }

    public FormSetting? ReadOnly { get; init; }

    /// <summary>What an <c>expression</c> component works out.</summary>
    public FormSetting? Expression { get; init; }

    public FeelValue? Default { get; init; }

    public int? DecimalDigits { get; init; }

    public FormSetting? Step { get; init; }

    /// <summary>Numbers that the process wants as text.</summary>
    public bool SerializeToString { get; init; }

    public FormSetting? Multiple { get; init; }

    public string? Accept { get; init; }

    public bool DisallowPassedDates { get; init; }

    public int? Columns { get; init; }

    /// <summary>Rows a list begins with.</summary>
    public int DefaultRepetitions { get; init; } = 1;

    /// <summary>Fields of a group or of each row of a list.</summary>
    public IReadOnlyList<FormField> Fields { get; init; } = [];

    public bool HoldsFiles => Kind is FormFieldKind.Files or FormFieldKind.Photos;

    public bool HasOptions => Kind is FormFieldKind.Choice or FormFieldKind.Select or FormFieldKind.MultiChoice;

    /// <summary>Whether the field takes an answer from a submission at all.</summary>
    public bool IsAnswered => Kind is not (FormFieldKind.Note or FormFieldKind.Separator or FormFieldKind.Group or FormFieldKind.Computed);
}
