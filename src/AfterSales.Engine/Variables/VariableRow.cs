namespace AfterSales.Engine.Variables;

/// <summary>The current (or, after the end of its scope, last) value of a variable, as JSON text.</summary>
public sealed record VariableRow
{
    public long VariableKey { get; init; }
    public string Name { get; init; } = "";
    public string Value { get; init; } = "null";

    /// <summary>The process instance key for global variables, else the element instance that owns it.</summary>
    public long ScopeKey { get; init; }
    public long ProcessInstanceKey { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }
}
