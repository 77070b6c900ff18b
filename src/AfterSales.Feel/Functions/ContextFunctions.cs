using AfterSales.Feel.Values;
using static AfterSales.Feel.Functions.Define;

namespace AfterSales.Feel.Functions;

internal static class ContextFunctions
{
    public static readonly IReadOnlyList<FeelFunctionDefinition> All =
    [
        Function("get value", "m, key", GetValue),
        Function("get entries", "m", call => call.Single(0) is FeelContext context
            ? new FeelList([.. context.Entries.Select(entry => Entry(entry.Key, entry.Value))]) : call.Mismatch()),
        Function("context", "entries", OfEntries),
        Function("context put", "context, key, value", call => Put(call, call.Arguments[1])),
        Function("context put", "context, keys, value", call => Put(call, call.Arguments[1])),
        Function("context merge", "contexts", Merge),
    ];

    private static FeelContext Entry(string key, FeelValue value) => new([new("key", new FeelString(key)), new("value", value)]);

    private static FeelValue GetValue(FeelCall call)
    {
        if (call.Single(0) is not FeelContext context)
            return call.Mismatch();
        if (call.Arguments[1] is FeelString key)
            return context.TryGet(key.Value, out var value) ? value : call.Fail($"The context has no entry named '{key.Value}'.");
        if (call.Arguments[1] is not FeelList { Count: > 0 } keys)
            return call.Mismatch();
        FeelValue at = context;
        foreach (var step in keys.Items)
        {
            if (at is not FeelContext inner || step is not FeelString name || !inner.TryGet(name.Value, out at))
                return call.Fail($"The context has no entry at {keys}.");
        }
        return at;
    }

    private static FeelValue OfEntries(FeelCall call)
    {
        if (call.List(0) is not { } entries)
            return call.Mismatch();
        var made = new OrderedDictionary<string, FeelValue>(StringComparer.Ordinal);
        foreach (var item in entries.Items)
            if (item is not FeelContext entry || entry["key"] is not FeelString key || !entry.TryGet("value", out var value) || !made.TryAdd(key.Value, value))
                return call.Fail("The entries of a context are contexts with a key and a value, each key once.");
        return new FeelContext(made);
    }

    private static FeelValue Put(FeelCall call, FeelValue key) => (call.Single(0), key) switch
    {
        (FeelContext context, FeelString name) => context.With(name.Value, call.Arguments[2]),
        (FeelContext context, FeelList { Count: > 0 } path) => Put(call, context, path.Items, 0),
        _ => call.Mismatch(),
    };

    private static FeelValue Put(FeelCall call, FeelContext context, IReadOnlyList<FeelValue> path, int index)
    {
        call.Charge(context.Count);
        if (path[index] is not FeelString name)
            return call.Mismatch();
        if (index == path.Count - 1)
            return context.With(name.Value, call.Arguments[2]);
        if (index > 200)
            return call.Fail("The path is too long.");
        if (!context.TryGet(name.Value, out var next))
            next = FeelContext.Empty;
        return next is FeelContext inner && Put(call, inner, path, index + 1) is FeelContext changed
            ? context.With(name.Value, changed) : call.Fail($"The entry '{name.Value}' is no context.");
    }

    private static FeelValue Merge(FeelCall call) =>
        call.List(0) is { } contexts && contexts.Items.All(item => item is FeelContext)
            ? new FeelContext(contexts.Items.Cast<FeelContext>().SelectMany(context => context.Entries)) : call.Mismatch();
}
