namespace AfterSales.Feel.Values;

/// <summary>
/// An interval between two comparable values, each included or not. A null end is open, as in <c>(&gt; 5)</c>;
/// with both ends null it holds nothing. Two are equal when their ends and the comparisons at their ends are (DMN 1.5, semantics of equality):
/// <c>(=10)</c> holds what <c>[10..10]</c> holds and does not equal it.
/// </summary>
public sealed class FeelRange(FeelValue start, bool startIncluded, FeelValue end, bool endIncluded) : FeelValue
{
    /// <summary>What equals a value, as in <c>(=10)</c>.</summary>
    public static FeelRange Exactly(FeelValue value) => new(value, true, value, true) { IsExact = true };

    /// <summary>Made by <see cref="Exactly"/>: its comparison is <c>=</c>, not <c>&gt;=</c> and <c>&lt;=</c>.</summary>
    public bool IsExact { get; private init; }

    public FeelValue Start { get; } = start;

    public bool StartIncluded { get; } = startIncluded;

    public FeelValue End { get; } = end;

    public bool EndIncluded { get; } = endIncluded;

    public override FeelKind Kind => FeelKind.Range;

    /// <summary>Whether <paramref name="value"/> lies in the range; null when it cannot be compared with an end.</summary>
    public bool? Contains(FeelValue value)
    {
        if (Start.IsNull && End.IsNull)
            return null;
        var fromStart = Start.IsNull ? 1 : FeelComparison.Compare(value, Start);
        var toEnd = End.IsNull ? -1 : FeelComparison.Compare(value, End);
        if (fromStart is not { } a || toEnd is not { } b)
            return null;
        return (a > 0 || (a == 0 && StartIncluded)) && (b < 0 || (b == 0 && EndIncluded));
    }

    public override bool Equals(object? obj) => obj is FeelRange other && other.IsExact == IsExact && other.StartIncluded == StartIncluded
        && other.EndIncluded == EndIncluded && other.Start.Equals(Start) && other.End.Equals(End);

    public override int GetHashCode() => HashCode.Combine(Start, StartIncluded, End, EndIncluded, IsExact);
}
