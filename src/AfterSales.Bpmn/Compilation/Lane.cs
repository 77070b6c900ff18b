namespace AfterSales.Bpmn.Compilation;

/// <summary>
/// A swim lane. BPMN gives lanes no meaning at run time; ours names who works in it: the property <c>role</c> is the
/// candidate group of its user tasks that name no group themselves.
/// </summary>
public sealed class Lane : ModelPart
{
    /// <summary>The lane around this one, or null.</summary>
    public Lane? Parent { get; init; }

    /// <summary>The role of this lane, else that of the nearest lane around it.</summary>
    public string? Role => Properties.TryGetValue("role", out var role) && role.Length > 0 ? role : Parent?.Role;
}
