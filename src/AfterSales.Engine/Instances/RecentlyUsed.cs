using System.Diagnostics.CodeAnalysis;

namespace AfterSales.Engine.Instances;

/// <summary>Keeps the entries used last, up to a number. Thread-safe. Nothing may depend on an entry being here.</summary>
public sealed class RecentlyUsed<TValue>(int capacity)
    where TValue : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, LinkedListNode<(long Key, TValue Value)>> _entries = [];
    private readonly LinkedList<(long Key, TValue Value)> _byUse = new();

    public bool TryGet(long key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out var node))
            {
                value = default;
                return false;
            }
            _byUse.Remove(node);
            _byUse.AddFirst(node);
            value = node.Value.Value;
            return true;
        }
    }

    public void Set(long key, TValue value)
    {
        lock (_gate)
        {
            if (_entries.Remove(key, out var old))
                _byUse.Remove(old);
            _entries[key] = _byUse.AddFirst((key, value));
            if (_entries.Count <= capacity || _byUse.Last is not { } least)
                return;
            _byUse.RemoveLast();
            _entries.Remove(least.Value.Key);
        }
    }

    public void Remove(long key)
    {
        lock (_gate)
            if (_entries.Remove(key, out var node))
                _byUse.Remove(node);
    }
}
