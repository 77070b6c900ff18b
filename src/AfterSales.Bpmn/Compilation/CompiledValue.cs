using AfterSales.Feel;

namespace AfterSales.Bpmn.Compilation;

/// <summary>
/// An attribute of the model that holds either a literal or, when it starts with <c>=</c>, a FEEL expression.
/// </summary>
/// <param name="Text">As it stands in the file, the <c>=</c> included.</param>
/// <param name="Expression">Compiled; null for a literal.</param>
public sealed record CompiledValue(string Text, FeelExpression? Expression)
{
    public bool IsLiteral => Expression is null;
}
