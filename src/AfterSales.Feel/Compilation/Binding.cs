namespace AfterSales.Feel.Compilation;

/// <summary>
/// The names bound around a place in the source, mirrored at run time by one <see cref="Frame"/> each. The item of a
/// filter also lends its entries as names, which only the item at hand can tell.
/// </summary>
internal sealed record Binding(string Name, bool IsFilterItem, Binding? Outer);
