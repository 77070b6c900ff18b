using AfterSales.Service.Languages;

namespace AfterSales.Service.Forms;

/// <summary>Everything a page needs to draw one field with what was answered and what is wrong with it.</summary>
public sealed record FormFieldView
{
    /// <summary>Name of the input: the key, dots for nesting, <c>items[0].name</c> within rows. Empty for notes and separators.</summary>
    public required string Name { get; init; }

    /// <summary>Safe as an HTML id and unique in the form.</summary>
    public required string ElementId { get; init; }

    public required FormFieldKind Kind { get; init; }

    public LocalText Label { get; init; } = new("");

    /// <summary>Shown below the label or field.</summary>
    public LocalText? Hint { get; init; }

    /// <summary>Joined behind the input, such as mm.</summary>
    public LocalText? Unit { get; init; }

    /// <summary>Joined before the input, such as +98.</summary>
    public LocalText? Prefix { get; init; }

    public bool Required { get; init; }

    /// <summary>Shown, not editable; its value comes from the process, not from the submission.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>What stands in the input: ISO for dates, Latin digits for numbers, as typed after a mistake.</summary>
    public string Value { get; init; } = "";

    /// <summary>What is ticked, for multiple choice.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    public IReadOnlyList<FormOption> Options { get; init; } = [];

    public string? Error { get; init; }

    public decimal? Min { get; init; }

    public decimal? Max { get; init; }

    /// <summary>Decimal places allowed; 0 for whole numbers, null for any.</summary>
    public int? DecimalDigits { get; init; }

    public int? MinLength { get; init; }

    public int? MaxLength { get; init; }

    /// <summary>Several files may be chosen.</summary>
    public bool Multiple { get; init; }

    /// <summary>For file inputs: the <c>accept</c> attribute.</summary>
    public string? Accept { get; init; }

    /// <summary>Hidden with the answers as they stand; drawn all the same, with the <c>hidden</c> attribute.</summary>
    public bool Hidden { get; init; }

    /// <summary>When the field hides, in a form a page can follow; null when it never hides or the rule is too rich.</summary>
    public FormCondition? HideWhen { get; init; }

    /// <summary>Share of the row's sixteen columns; null for the whole row.</summary>
    public int? Columns { get; init; }

    /// <summary>The fields of a group.</summary>
    public IReadOnlyList<FormFieldView> Fields { get; init; } = [];

    /// <summary>The rows of a list, each with its fields.</summary>
    public IReadOnlyList<IReadOnlyList<FormFieldView>> Rows { get; init; } = [];
}
