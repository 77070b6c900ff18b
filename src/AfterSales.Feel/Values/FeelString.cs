namespace AfterSales.Feel.Values;

/// <summary>A FEEL string. Positions and lengths count Unicode code points, not UTF-16 units.</summary>
public sealed class FeelString(string value) : FeelValue
{
    public string Value { get; } = value;

    public override FeelKind Kind => FeelKind.String;

    public override bool Equals(object? obj) => obj is FeelString other && other.Value == Value;

    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);
}
