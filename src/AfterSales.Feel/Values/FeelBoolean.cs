namespace AfterSales.Feel.Values;

/// <summary>FEEL's <c>true</c> or <c>false</c>; there is one instance of each.</summary>
public sealed class FeelBoolean : FeelValue
{
    internal static readonly FeelBoolean TrueInstance = new(true);
    internal static readonly FeelBoolean FalseInstance = new(false);

    private FeelBoolean(bool value) => Value = value;

    public bool Value { get; }

    public override FeelKind Kind => FeelKind.Boolean;
}
