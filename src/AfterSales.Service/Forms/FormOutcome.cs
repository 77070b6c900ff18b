using AfterSales.Feel.Values;
using AfterSales.Service.Attachments;

namespace AfterSales.Service.Forms;

/// <summary>What came of checking a submission: the values for the process, or what is wrong.</summary>
public sealed class FormOutcome
{
    internal FormOutcome(FormTree tree, IReadOnlyList<FormError> errors) => (Tree, Errors) = (tree, errors);

    /// <summary>In the order of the fields, unknown names last; empty when all is well.</summary>
    public IReadOnlyList<FormError> Errors { get; }

    public bool IsOk => Errors.Count == 0;

    /// <summary>
    /// What the process gets: the answers of the visible fields by their keys, dots nesting; files as lists of
    /// <c>{id, name, contentType, size}</c>.
    /// </summary>
    public FeelContext Values => Tree.Answers();

    /// <summary>The files of visible fields, which now belong to the answers; others are to be dropped.</summary>
    public IReadOnlyList<StagedFile> Files => [.. Tree.All.Where(node => !node.Hidden).SelectMany(node => node.Files)];

    internal FormTree Tree { get; }

    /// <summary>The form with the answers as they were typed and the errors at their fields.</summary>
    public FormView View => FormViews.Of(Tree, Errors);
}
