namespace AfterSales.Feel.Values;

/// <summary>A type as <c>instance of</c>, parameters and item definitions name it.</summary>
internal abstract record FeelType
{
    public static readonly FeelType Any = new AnyType();

    public static readonly FeelType Null = new KindType(FeelKind.Null);

    public abstract bool Holds(FeelValue value);

    /// <summary>The simple types by name; null for another name.</summary>
    public static FeelType? Simple(string name) => name switch
    {
        "Any" => Any,
        "Null" => Null,
        "boolean" => new KindType(FeelKind.Boolean),
        "number" => new KindType(FeelKind.Number),
        "string" => new KindType(FeelKind.String),
        "date" => new KindType(FeelKind.Date),
        "time" => new KindType(FeelKind.Time),
        "date and time" or "dateTime" => new KindType(FeelKind.DateTime),
        "days and time duration" or "day-time duration" or "dayTimeDuration" => new KindType(FeelKind.DaysTimeDuration),
        "years and months duration" or "year-month duration" or "yearMonthDuration" => new KindType(FeelKind.YearsMonthsDuration),
        "list" => new KindType(FeelKind.List),
        "context" => new KindType(FeelKind.Context),
        "range" => new KindType(FeelKind.Range),
        "function" => new KindType(FeelKind.Function),
        _ => null,
    };
}

internal sealed record AnyType : FeelType
{
    public override bool Holds(FeelValue value) => !value.IsNull;
}

internal sealed record KindType(FeelKind Kind) : FeelType
{
    public override bool Holds(FeelValue value) => value.Kind == Kind;

    public override string ToString() => FeelTypeNames.Of(Kind);
}

internal sealed record ListType(FeelType Item) : FeelType
{
    public override bool Holds(FeelValue value) =>
        value is FeelList list && list.Items.All(item => item.IsNull || Item.Holds(item));

    public override string ToString() => $"list<{Item}>";
}

internal sealed record ContextType(IReadOnlyList<(string Name, FeelType Type)> Members) : FeelType
{
    public override bool Holds(FeelValue value) => value is FeelContext context
        && Members.All(member => context.TryGet(member.Name, out var entry) && (entry.IsNull || member.Type.Holds(entry)));

    public override string ToString() => $"context<{string.Join(", ", Members.Select(m => $"{m.Name}: {m.Type}"))}>";
}

internal sealed record RangeType(FeelType Item) : FeelType
{
    public override bool Holds(FeelValue value) => value is FeelRange range
        && (range.Start.IsNull || Item.Holds(range.Start)) && (range.End.IsNull || Item.Holds(range.End));
}

/// <summary>A function type; only the number of parameters can be checked, since functions carry no types of results.</summary>
internal sealed record FunctionType(IReadOnlyList<FeelType> Parameters, FeelType Result) : FeelType
{
    public override bool Holds(FeelValue value) =>
        value is FeelFunction function && function.Signatures.Any(s => s.Parameters.Count == Parameters.Count);
}

/// <summary>The type of a parameter without a type: everything, null too.</summary>
internal sealed record AnyOrNull : FeelType
{
    public static readonly AnyOrNull Instance = new();

    public override bool Holds(FeelValue value) => true;
}
