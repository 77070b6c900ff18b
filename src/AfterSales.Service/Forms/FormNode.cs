using AfterSales.Feel.Values;
using AfterSales.Service.Attachments;

namespace AfterSales.Service.Forms;

/// <summary>One field of one submission or view: a field of a list occurs once per row.</summary>
internal sealed class FormNode(FormField field, string name)
{
    public FormField Field { get; } = field;

    /// <summary>The name of its input, with the indexes of the rows it stands in.</summary>
    public string Name { get; } = name;

    public FeelValue Value { get; set; } = FeelValue.Null;

    /// <summary>What stands in the input: as typed where something was typed.</summary>
    public IReadOnlyList<string> Texts { get; set; } = [];

    public IReadOnlyList<StagedFile> Files { get; set; } = [];

    /// <summary>What is wrong with it, in the reader's language.</summary>
    public string? Error { get; set; }

    public bool Hidden { get; set; }

    public bool ReadOnly { get; set; }

    public IReadOnlyList<FormOptionSource> Options { get; set; } = [];

    /// <summary>Fields of a group.</summary>
    public IReadOnlyList<FormNode> Children { get; set; } = [];

    /// <summary>Rows of a list.</summary>
    public IReadOnlyList<IReadOnlyList<FormNode>> Rows { get; set; } = [];

    /// <summary>The nodes below, of whatever row.</summary>
    public IEnumerable<FormNode> Below => Children.Concat(Rows.SelectMany(row => row));

    public IEnumerable<FormNode> SelfAndBelow => Below.SelectMany(node => node.SelfAndBelow).Prepend(this);
}
