using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Interpretation.Modification;

/// <summary>
/// Puts tokens into elements and takes others away, whatever the flows say: for an operator who puts right what went wrong. What is activated
/// comes first, so that a scope whose last token is moved within it goes on. Scopes that are left empty end, and with the last one the
/// instance, as terminated. Applies as a whole or not at all.
/// </summary>
public sealed record ModifyInstance(
    IReadOnlyList<ElementActivation> Activations,
    IReadOnlyList<ElementTermination> Terminations,
    IReadOnlyList<ElementMove> Moves) : Trigger;

/// <summary>
/// An element to be entered. Sub-processes around it that do not run are begun with it, without their start events; of several that run
/// <paramref name="AncestorKey"/> says which, and what lies between that one and the element is then begun anew.
/// </summary>
public sealed record ElementActivation(string ElementId, IReadOnlyList<ScopeVariables> Variables, long? AncestorKey = null);

/// <summary>Variables to be set in a scope: the element itself or one around it, by its id; null is the process.</summary>
public sealed record ScopeVariables(string? ScopeId, FeelContext Variables);

/// <summary>Which element instances to end: one by its key, or all of an element.</summary>
public sealed record ElementTermination(long? ElementInstanceKey, string? ElementId);

/// <summary>Ends element instances and enters another element once for each of them.</summary>
public sealed record ElementMove(ElementTermination Source, string TargetElementId, MoveScope Scope, long? AncestorKey, IReadOnlyList<ScopeVariables> Variables);

/// <summary>In which scope a moved token goes on.</summary>
public enum MoveScope
{
    /// <summary>As with an activation: the only one there is, or the one named.</summary>
    Given,

    /// <summary>The nearest around the source that the target lies in.</summary>
    Inferred,

    /// <summary>The one the source is in.</summary>
    SourceParent,
}

/// <summary>An operator moved tokens. The effects of what was begun and ended follow.</summary>
public sealed record InstanceModified(IReadOnlyList<string> Activated, IReadOnlyList<string> Terminated) : Effect;
