namespace AfterSales.Feel.Values;

/// <summary>
/// A FEEL value: immutable and safe to share between threads. <see cref="object.Equals(object)"/> is exact structural
/// equality for collections and tests; the three-valued <c>=</c> of FEEL is <see cref="FeelEquality"/>.
/// <see cref="object.ToString"/> gives what FEEL's <c>string()</c> gives.
/// </summary>
public abstract class FeelValue
{
    private protected FeelValue() { }

    /// <summary>FEEL's <c>null</c>.</summary>
    public static FeelNull Null => FeelNull.Instance;

    /// <summary>FEEL's <c>true</c>.</summary>
    public static FeelBoolean True => FeelBoolean.TrueInstance;

    /// <summary>FEEL's <c>false</c>.</summary>
    public static FeelBoolean False => FeelBoolean.FalseInstance;

    public abstract FeelKind Kind { get; }

    /// <summary>True for FEEL's <c>null</c> only.</summary>
    public bool IsNull => Kind == FeelKind.Null;

    public static FeelBoolean Of(bool value) => value ? True : False;

    public static FeelNumber Of(decimal value) => new(value);

    public static FeelNumber Of(int value) => FeelNumber.OfInteger(value);

    public static FeelNumber Of(long value) => new(value);

    /// <summary>The string, or FEEL's null for a C# null.</summary>
    public static FeelValue Of(string? value) => value is null ? Null : new FeelString(value);

    public static FeelDate Of(DateOnly value) => new(value.Year, value.Month, value.Day);

    /// <summary>A date and time with the offset of <paramref name="value"/>.</summary>
    public static FeelDateTime Of(DateTimeOffset value) => FeelDateTime.From(value);

    public static FeelDaysTimeDuration Of(TimeSpan value) => new(value);

    public static FeelList Of(params IEnumerable<FeelValue> items) => new([.. items]);

    /// <summary>The name of the value's type as FEEL writes it: "number", "date and time", "list" and so on.</summary>
    public string TypeName => FeelTypeNames.Of(Kind);

    /// <inheritdoc/>
    public override string ToString() => FeelText.Of(this);
}
