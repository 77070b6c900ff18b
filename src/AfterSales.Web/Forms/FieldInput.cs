using System.Text.Json;
using AfterSales.Service.Forms;

namespace AfterSales.Web.Forms;

/// <summary>What the partial of one field needs besides the field itself.</summary>
/// <param name="Field">The field as the domain describes it.</param>
/// <param name="Kept">Files sent before with this form and kept for the next try.</param>
public sealed record FieldInput(FormFieldView Field, IReadOnlyList<KeptFile> Kept)
{
    private static readonly JsonSerializerOptions Compact = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    /// <summary>How many options may stand side by side before a column reads better.</summary>
    private const int ShortOption = 22;

    public FieldInput For(FormFieldView other) => new(other, Kept);

    /// <summary>The files kept for this field.</summary>
    public IEnumerable<KeptFile> KeptHere => Kept.Where(file => file.Field == Field.Name);

    /// <summary>The condition as data for the page's script; null when the field never hides.</summary>
    public string? HideWhen => Field.HideWhen is { } condition ? JsonSerializer.Serialize(condition, Compact) : null;

    /// <summary>The id of the hint and of the problem, for <c>aria-describedby</c>.</summary>
    public string? DescribedBy
    {
        get
        {
            var ids = new List<string>(2);
            if (Field.Hint is not null)
                ids.Add(HintId);
            if (Field.Error is not null)
                ids.Add(ProblemId);
            return ids.Count == 0 ? null : string.Join(' ', ids);
        }
    }

    public string HintId => Field.ElementId + "-hint";

    public string ProblemId => Field.ElementId + "-problem";

    /// <summary>The class that gives the field its share of the row.</summary>
    public string? Width => Field.Columns switch
    {
        null or > 10 => null,
        > 6 => "half",
        > 4 => "third",
        _ => "quarter",
    };

    /// <summary>One to five, or up to ten: a scale, drawn as one row of numbers with its two ends named.</summary>
    public bool IsScale => Field.Kind == FormFieldKind.Choice && Field.Options.Count is >= 4 and <= 10
        && Options.Select((option, index) => option.Value == (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)).All(same => same);

    /// <summary>The options as they are shown: a scale runs from low to high, however the form lists it.</summary>
    public IReadOnlyList<FormOption> Options =>
        Field.Options is [var first, .., var last] && first.Value == Field.Options.Count.ToString(System.Globalization.CultureInfo.InvariantCulture) && last.Value == "1"
            ? [.. Field.Options.Reverse()]
            : Field.Options;

    /// <summary>Options short enough to stand in two columns.</summary>
    public bool TwoColumns => Width is null && Field.Options.Count > 1 && Field.Options.All(option => option.Label.English.Length <= 2 * ShortOption);
}
