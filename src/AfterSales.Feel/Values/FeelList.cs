namespace AfterSales.Feel.Values;

/// <summary>An ordered list of values. FEEL counts its items from 1; <see cref="Items"/> counts from 0.</summary>
public sealed class FeelList : FeelValue
{
    public static readonly FeelList Empty = new([]);

    /// <param name="items">Taken over, not copied: the caller must not change it afterwards.</param>
    public FeelList(IReadOnlyList<FeelValue> items) => Items = items;

    public IReadOnlyList<FeelValue> Items { get; }

    public int Count => Items.Count;

    public override FeelKind Kind => FeelKind.List;

    public override bool Equals(object? obj) => obj is FeelList other && Items.SequenceEqual(other.Items);

    public override int GetHashCode() => Count == 0 ? 0 : HashCode.Combine(Count, Items[0].Kind);
}
