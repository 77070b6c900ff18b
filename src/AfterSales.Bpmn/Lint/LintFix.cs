namespace AfterSales.Bpmn.Lint;

/// <summary>What one edit changes.</summary>
public enum LintEditAction
{
    /// <summary>Sets a <c>zeebe:property</c> of the element.</summary>
    SetProperty,

    /// <summary>Sets an attribute of the element: <c>name</c>, <c>default</c>.</summary>
    SetAttribute,

    /// <summary>Moves the shape so that its upper left corner is at "x,y", or gives it the size "width,height".</summary>
    SetBounds,
}

/// <summary>The spelling of edits outside this library.</summary>
public static class LintEditNames
{
    /// <summary>set-property, set-attribute or set-bounds.</summary>
    public static string ToApiName(this LintEditAction action) => action switch
    {
        LintEditAction.SetProperty => "set-property",
        LintEditAction.SetAttribute => "set-attribute",
        _ => "set-bounds",
    };
}

/// <summary>One change to the diagram. A null <paramref name="Value"/> is for the author to fill in.</summary>
/// <param name="Name">Of the property or attribute; <c>position</c> or <c>size</c> for bounds.</param>
public sealed record LintEdit(LintEditAction Action, string ElementId, string Name, string? Value);

/// <summary>A way to put a finding right that a designer can offer as a button: all edits together.</summary>
/// <param name="Kind">Stable name: <c>set-property</c>, <c>rename</c>, <c>add-default</c>, <c>resize</c>, <c>move</c>.</param>
public sealed record LintFix(string Kind, LintText Description, IReadOnlyList<LintEdit> Edits);
