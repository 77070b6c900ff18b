using AfterSales.Feel.Values;
using static AfterSales.Feel.Functions.Define;

namespace AfterSales.Feel.Functions;

/// <summary>Lists, counted from 1 (DMN 1.4, section 10.3.4.4).</summary>
internal static class ListFunctions
{
    public static readonly IReadOnlyList<FeelFunctionDefinition> All =
    [
        Function("list contains", "list, element", call => call.List(0) is { } list ? FeelValue.Of(list.Items.Any(item => Same(call, item, call.Arguments[1]))) : call.Mismatch()),
        Function("count", "list", call => call.List(0) is { } list ? FeelValue.Of(list.Count) : call.Mismatch()),
        Function("is empty", "list", call => call.List(0) is { } list ? FeelValue.Of(list.Count == 0) : call.Mismatch()),
        Function("sublist", "list, start position, [length]", Sublist),
        Variadic("append", "list, item", call => call.List(0) is { } list ? Made(call, [.. list.Items, .. call.Arguments.Skip(1)]) : call.Mismatch()),
        Variadic("concatenate", "list", Concatenate),
        Variadic("union", "list", call => Concatenate(call) is FeelList all ? Distinct(call, all.Items) : FeelValue.Null),
        Function("insert before", "list, position, newItem", Insert),
        Function("remove", "list, position", Remove),
        Function("list replace", "list, position, newItem", ReplaceAt),
        Function("list replace", "list, match, newItem", ReplaceMatching),
        Function("reverse", "list", call => call.List(0) is { } list ? new FeelList([.. list.Items.Reverse()]) : call.Mismatch()),
        Function("index of", "list, match", IndexOf),
        Function("distinct values", "list", call => call.List(0) is { } list ? Distinct(call, list.Items) : call.Mismatch()),
        Function("duplicate values", "list", call => call.List(0) is { } list ? Duplicates(call, list.Items) : call.Mismatch()),
        Function("flatten", "list", Flatten),
        Function("partition", "list, size", Partition),
    ];

    /// <summary>Equal, where what cannot be compared is not equal.</summary>
    internal static bool Same(FeelCall call, FeelValue left, FeelValue right) => FeelEquality.AreEqual(left, right, call.Evaluation) == true;

    private static FeelList Made(FeelCall call, List<FeelValue> items)
    {
        call.Charge(items.Count);
        return new FeelList(items);
    }

    /// <summary>The index from 0 of a FEEL position, which counts from 1 or, negative, from the end; null outside.</summary>
    private static int? Index(int? position, int count) => position switch
    {
        > 0 and var p when p <= count => p - 1,
        < 0 and var p when -p <= count => count + p,
        _ => null,
    };

    private static FeelValue Sublist(FeelCall call)
    {
        if (call.List(0) is not { } list || Index(call.Whole(1), list.Count) is not { } from)
            return call.Mismatch();
        if (call.Arguments[2].IsNull)
            return Made(call, [.. list.Items.Skip(from)]);
        return call.Whole(2) is >= 0 and var length && from + length <= list.Count
            ? Made(call, [.. list.Items.Skip(from).Take(length)]) : call.Mismatch();
    }

    private static FeelValue Concatenate(FeelCall call)
    {
        var all = new List<FeelValue>();
        for (var i = 0; i < call.Arguments.Count; i++)
        {
            if (call.List(i) is not { } list)
                return call.Mismatch();
            all.AddRange(list.Items);
        }
        return Made(call, all);
    }

    private static FeelValue Insert(FeelCall call)
    {
        if (call.List(0) is not { } list || Index(call.Whole(1), list.Count) is not { } at)
            return call.Mismatch();
        return Made(call, [.. list.Items.Take(at), call.Arguments[2], .. list.Items.Skip(at)]);
    }

    private static FeelValue Remove(FeelCall call) =>
        call.List(0) is { } list && Index(call.Whole(1), list.Count) is { } at
            ? Made(call, [.. list.Items.Take(at), .. list.Items.Skip(at + 1)]) : call.Mismatch();

    private static FeelValue ReplaceAt(FeelCall call)
    {
        if (call.Arguments[1] is FeelFunction)
            return ReplaceMatching(call);
        var position = call.Number(1) is { } number && Math.Abs(number) <= int.MaxValue ? (int?)decimal.Truncate(number) : null;
        return call.List(0) is { } list && Index(position, list.Count) is { } at
            ? Made(call, [.. list.Items.Take(at), call.Arguments[2], .. list.Items.Skip(at + 1)]) : call.Mismatch();
    }

    private static FeelValue ReplaceMatching(FeelCall call)
    {
        if (call.List(0) is not { } list || call.Arguments[1] is not FeelFunction match)
            return call.Mismatch();
        var items = new List<FeelValue>(list.Count);
        foreach (var item in list.Items)
        {
            if (call.Invoke(match, item, call.Arguments[2]) is not FeelBoolean matches)
                return call.Fail("The function given to 'list replace' must answer true or false.");
            items.Add(matches.Value ? call.Arguments[2] : item);
        }
        return Made(call, items);
    }

    private static FeelValue IndexOf(FeelCall call) => call.List(0) is { } list
        ? new FeelList([.. Enumerable.Range(0, list.Count).Where(i => Same(call, list.Items[i], call.Arguments[1])).Select(i => FeelValue.Of(i + 1))])
        : call.Mismatch();

    private static FeelList Distinct(FeelCall call, IReadOnlyList<FeelValue> items)
    {
        var distinct = new List<FeelValue>();
        foreach (var item in items)
        {
            call.Charge(distinct.Count);
            if (!distinct.Exists(known => Same(call, known, item)))
                distinct.Add(item);
        }
        return new FeelList(distinct);
    }

    private static FeelList Duplicates(FeelCall call, IReadOnlyList<FeelValue> items)
    {
        var repeated = new List<FeelValue>();
        for (var i = 0; i < items.Count; i++)
        {
            call.Charge(i);
            if (items.Take(i).Any(earlier => Same(call, earlier, items[i])))
                repeated.Add(items[i]);
        }
        return Distinct(call, repeated);
    }

    private static FeelValue Flatten(FeelCall call)
    {
        if (call.List(0) is not { } list)
            return call.Mismatch();
        var items = new List<FeelValue>();
        var open = new Stack<FeelValue>();
        open.Push(list);
        while (open.TryPop(out var next))
        {
            call.Charge(1);
            if (next is not FeelList inner)
                items.Add(next);
            else
                for (var i = inner.Count - 1; i >= 0; i--)
                    open.Push(inner.Items[i]);
        }
        return new FeelList(items);
    }

    private static FeelValue Partition(FeelCall call) => call.List(0) is { } list && call.Whole(1) is > 0 and var size
        ? new FeelList([.. list.Items.Chunk(size).Select(chunk => new FeelList(chunk))]) : call.Mismatch();
}
