namespace AfterSales.Feel.Values;

/// <summary>
/// A FEEL number with up to 28 significant decimal digits and a magnitude below 7.9E28. The specification asks for
/// 34 digits (IEEE 754 decimal128); what goes beyond the range here is null with a warning.
/// </summary>
public sealed class FeelNumber(decimal value) : FeelValue
{
    private static readonly FeelNumber[] SmallIntegers = [.. Enumerable.Range(0, 129).Select(n => new FeelNumber(n))];

    public decimal Value { get; } = value;

    public override FeelKind Kind => FeelKind.Number;

    internal static FeelNumber OfInteger(int value) =>
        (uint)value < (uint)SmallIntegers.Length ? SmallIntegers[value] : new FeelNumber(value);

    public override bool Equals(object? obj) => obj is FeelNumber other && other.Value == Value;

    public override int GetHashCode() => Value.GetHashCode();
}
