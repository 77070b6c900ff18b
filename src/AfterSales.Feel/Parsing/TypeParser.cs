using AfterSales.Feel.Values;

namespace AfterSales.Feel.Parsing;

/// <summary>Types: <c>number</c>, <c>list&lt;string&gt;</c>, <c>context&lt;a: number&gt;</c>, <c>function&lt;number&gt; -> string</c>.</summary>
internal sealed partial class Parser
{
    private static readonly string[] TypeNamesWithSpaces =
        ["date and time", "days and time duration", "years and months duration", "day-time duration", "year-month duration"];

    private static readonly NameTable TypeNames = new(TypeNamesWithSpaces);

    private FeelType Type()
    {
        Deeper();
        var type = TypeWithin();
        _nesting--;
        return type;
    }

    private FeelType TypeWithin()
    {
        var start = Current;
        if (TypeNames.Match(_tokens, _at) is { } known)
        {
            _at += known.Tokens;
            return FeelType.Simple(known.Name)!;
        }
        var name = Word("a type");
        while (Current.Is("."))
        {
            _at++;
            name += "." + Word("a type");
        }
        if (!Current.Is("<"))
            return FeelType.Simple(name) ?? (_types?.Invoke(name) ?? throw new FeelSyntaxException($"There is no type '{name}'.", start.Start));
        switch (name)
        {
            case "list": return new ListType(InAngles());
            case "range": return new RangeType(InAngles());
            case "context": return ContextType();
            case "function": return FunctionType();
            default: throw new FeelSyntaxException($"The type '{name}' takes no types in angle brackets.", Current.Start);
        }
    }

    private FeelType InAngles()
    {
        Expect("<");
        var item = Type();
        Expect(">");
        return item;
    }

    private ContextType ContextType()
    {
        var members = new List<(string, FeelType)>();
        Expect("<");
        do
        {
            var name = NameUntil(":");
            Expect(":");
            members.Add((name, Type()));
        }
        while (Take(","));
        Expect(">");
        return new ContextType(members);
    }

    private FunctionType FunctionType()
    {
        var parameters = new List<FeelType>();
        Expect("<");
        if (!Current.Is(">"))
            do
                parameters.Add(Type());
            while (Take(","));
        Expect(">");
        Expect("->");
        return new FunctionType(parameters, Type());
    }
}
