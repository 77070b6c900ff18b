namespace AfterSales.Feel.Parsing;

/// <summary>What may follow a value: <c>.name</c>, <c>[filter]</c>, <c>(arguments)</c>.</summary>
internal sealed partial class Parser
{
    private Syntax Postfix()
    {
        var value = Primary();
        while (Current.Kind == TokenKind.Symbol)
        {
            var position = Current.Start;
            switch (Current.Text)
            {
                case ".":
                    _at++;
                    value = Over(new PathSyntax(position, value, MemberName()), value);
                    break;
                case "[" when Filter() is { } predicate:
                    value = Over(new FilterSyntax(position, value, predicate), value, predicate);
                    break;
                case "(":
                    value = Invocation(value);
                    break;
                default:
                    return value;
            }
        }
        return value;
    }

    /// <summary>
    /// The filter that begins here; null when the bracket closes an open range instead, as in <c>]1..10[</c>,
    /// which only trying can tell.
    /// </summary>
    private Syntax? Filter()
    {
        var start = _at;
        if (!_inRangeEnd)
            return FilterBody();
        var (nesting, names) = (_nesting, _names.Count);
        try
        {
            return FilterBody();
        }
        catch (FeelSyntaxException) when (_workLeft > 0)
        {
            (_at, _nesting, _inRangeEnd) = (start, nesting, true);
            ForgetDownTo(names);
            return null;
        }
    }

    private bool _inRangeEnd;

    private Syntax FilterBody()
    {
        var outer = _inRangeEnd;
        _inRangeEnd = false;
        Expect("[");
        var predicate = Expression();
        Expect("]");
        _inRangeEnd = outer;
        return predicate;
    }

    private InvocationSyntax Invocation(Syntax target)
    {
        var position = target.Position;
        var arguments = new List<Syntax>();
        List<string>? names = null;
        Expect("(");
        if (!Current.Is(")"))
        {
            if (NamedArgumentStarts())
                names = [];
            do
            {
                if (names is not null)
                {
                    names.Add(NameUntil(":"));
                    Expect(":");
                }
                arguments.Add(Argument());
            }
            while (Take(","));
        }
        Expect(")");
        return Over(new InvocationSyntax(position, target, names, arguments), arguments, target.Depth);
    }

    private Syntax Argument()
    {
        var outer = _inRangeEnd;
        _inRangeEnd = false;
        var argument = Expression();
        _inRangeEnd = outer;
        return argument;
    }

    private bool NamedArgumentStarts()
    {
        if (Current.Kind != TokenKind.Word)
            return false;
        for (var i = 1; ; i++)
        {
            if (Peek(i).Is(":"))
                return true;
            if (Peek(i).Kind is not (TokenKind.Word or TokenKind.Number))
                return false;
        }
    }
}
