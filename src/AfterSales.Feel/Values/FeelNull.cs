namespace AfterSales.Feel.Values;

/// <summary>FEEL's <c>null</c>: no value, and the outcome of everything that could not be computed.</summary>
public sealed class FeelNull : FeelValue
{
    internal static readonly FeelNull Instance = new();

    private FeelNull() { }

    public override FeelKind Kind => FeelKind.Null;
}
