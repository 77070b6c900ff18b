using AfterSales.Feel.Values;

namespace AfterSales.Service.Forms;

/// <summary>Values by dotted path: <c>complaint.cause</c> is the entry <c>cause</c> of the context <c>complaint</c>.</summary>
internal static class FormValueTree
{
    /// <summary>The value at a path; FEEL's null where a step of it is missing.</summary>
    public static FeelValue Get(FeelValue root, string path)
    {
        var value = root;
        foreach (var step in path.Split('.'))
            value = value is FeelContext context ? context[step] : FeelValue.Null;
        return value;
    }

    /// <summary>A copy in which the value at the path is set; what stood in the way of the path gives way.</summary>
    public static FeelContext Set(FeelContext root, string path, FeelValue value)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
            return root.With(path, value);
        var name = path[..dot];
        var inner = root[name] as FeelContext ?? FeelContext.Empty;
        return root.With(name, Set(inner, path[(dot + 1)..], value));
    }

    /// <summary>Both contexts in one, entry by entry and deep; where both have a plain value, the upper one's counts.</summary>
    public static FeelContext Merge(FeelContext lower, FeelContext upper)
    {
        var merged = lower;
        foreach (var (name, value) in upper.Entries)
            merged = merged.With(name, value is FeelContext inner && lower[name] is FeelContext outer ? Merge(outer, inner) : value);
        return merged;
    }
}
