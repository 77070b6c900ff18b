namespace AfterSales.Feel.Values;

/// <summary>A function as a value: a built-in one, one written in FEEL, or a business knowledge model.</summary>
public sealed class FeelFunction : FeelValue
{
    /// <summary>A function with several signatures of one name.</summary>
    internal FeelFunction(IReadOnlyList<FeelFunctionDefinition> signatures) => Signatures = signatures;

    public FeelFunction(FeelFunctionDefinition definition) => Signatures = [definition];

    public string Name => Signatures[0].Name;

    /// <summary>The ways the function can be called; the first that fits the arguments is taken.</summary>
    public IReadOnlyList<FeelFunctionDefinition> Signatures { get; }

    public override FeelKind Kind => FeelKind.Function;
}
