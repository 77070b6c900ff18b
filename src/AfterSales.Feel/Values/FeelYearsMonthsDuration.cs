namespace AfterSales.Feel.Values;

/// <summary>A duration of whole months (12 to the year).</summary>
public sealed class FeelYearsMonthsDuration(long months) : FeelValue
{
    public long Months { get; } = months;

    public override FeelKind Kind => FeelKind.YearsMonthsDuration;

    public override bool Equals(object? obj) => obj is FeelYearsMonthsDuration other && other.Months == Months;

    public override int GetHashCode() => Months.GetHashCode();
}
