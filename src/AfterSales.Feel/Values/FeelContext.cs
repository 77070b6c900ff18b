namespace AfterSales.Feel.Values;

/// <summary>An ordered set of named values; also a scope, so that variables can be handed to an expression as a context.</summary>
public sealed class FeelContext : FeelValue, IFeelScope
{
    public static readonly FeelContext Empty = new(new OrderedDictionary<string, FeelValue>(StringComparer.Ordinal));

    private readonly OrderedDictionary<string, FeelValue> _entries;

    /// <summary>The entries in their order; of two with one name the later wins.</summary>
    public FeelContext(IEnumerable<KeyValuePair<string, FeelValue>> entries)
    {
        _entries = new OrderedDictionary<string, FeelValue>(StringComparer.Ordinal);
        foreach (var (name, value) in entries)
            _entries[name] = value;
    }

    internal FeelContext(OrderedDictionary<string, FeelValue> entries) => _entries = entries;

    public IReadOnlyDictionary<string, FeelValue> Entries => _entries;

    public int Count => _entries.Count;

    /// <summary>The value of the entry, or FEEL's null when there is none.</summary>
    public FeelValue this[string name] => _entries.TryGetValue(name, out var value) ? value : Null;

    public override FeelKind Kind => FeelKind.Context;

    public bool TryGet(string name, out FeelValue value)
    {
        if (_entries.TryGetValue(name, out var found))
        {
            value = found;
            return true;
        }
        value = Null;
        return false;
    }

    /// <summary>A copy in which the entry has this value; a new entry comes last.</summary>
    public FeelContext With(string name, FeelValue value) => WithAll([new(name, value)]);

    /// <summary>A copy in which every entry of <paramref name="entries"/> is set.</summary>
    public FeelContext WithAll(IEnumerable<KeyValuePair<string, FeelValue>> entries) => new(_entries.Concat(entries));

    /// <summary>A copy without the entry.</summary>
    public FeelContext Without(string name) => new(_entries.Where(entry => entry.Key != name));

    public override bool Equals(object? obj) => obj is FeelContext other && other.Count == Count
        && _entries.All(entry => other._entries.TryGetValue(entry.Key, out var value) && value.Equals(entry.Value));

    public override int GetHashCode() => Count;
}
