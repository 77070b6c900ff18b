using AfterSales.Feel.Values;

namespace AfterSales.Feel.Dmn.Reading;

/// <summary>A type with allowed values, which are unary tests.</summary>
internal sealed record RestrictedType(FeelType Base, FeelUnaryTests Allowed) : FeelType
{
    // Allowed values speak of the value alone; the clock is no part of a type.
    private static readonly FeelEnvironment Timeless = new(DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc);

    public override bool Holds(FeelValue value) =>
        Base.Holds(value) && Allowed.Test(value, FeelContext.Empty, Timeless).Value is FeelBoolean { Value: true };

    public override string ToString() => $"{Base} ({Allowed})";
}
