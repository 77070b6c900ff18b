namespace AfterSales.Service.Forms;

/// <summary>
/// A condition a page can follow without a FEEL engine, so that fields come and go as answers change. The server decides
/// again at submission with the full expression; where an expression is richer than this, the page shows the field.
/// </summary>
/// <param name="Operator"><c>=</c>, <c>!=</c>, <c>and</c>, <c>or</c> or <c>not</c>.</param>
/// <param name="Field">The input compared, for <c>=</c> and <c>!=</c>.</param>
/// <param name="Value">The text compared with; null for an empty answer, <c>true</c> and <c>false</c> for tick boxes.</param>
public sealed record FormCondition(string Operator, string? Field, string? Value, IReadOnlyList<FormCondition> Parts);
