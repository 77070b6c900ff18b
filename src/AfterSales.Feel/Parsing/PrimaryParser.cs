using System.Globalization;
using AfterSales.Feel.Values;

namespace AfterSales.Feel.Parsing;

/// <summary>Literals, names, lists, contexts, ranges, parentheses and function definitions.</summary>
internal sealed partial class Parser
{
    private Syntax Primary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                _at++;
                return Number(token);
            case TokenKind.String:
                _at++;
                return new LiteralSyntax(token.Start, new FeelString(token.Text));
            case TokenKind.Word:
                return WordValue(token);
            case TokenKind.Symbol:
                return Bracketed(token);
            default:
                throw Unexpected("a value");
        }
    }

    private static LiteralSyntax Number(Token token) =>
        decimal.TryParse(token.Text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value)
            ? new LiteralSyntax(token.Start, new FeelNumber(value))
            : throw new FeelSyntaxException($"The number {token.Text} is too large.", token.Start);

    private Syntax WordValue(Token token)
    {
        FeelValue? literal = token.Text switch
        {
            "true" => FeelValue.True,
            "false" => FeelValue.False,
            "null" => FeelValue.Null,
            _ => null,
        };
        if (literal is not null)
        {
            _at++;
            return new LiteralSyntax(token.Start, literal);
        }
        if (token.Text == "function" && Peek().Is("("))
            return FunctionDefinition();
        if (EndsName(token, Peek()))
            throw Unexpected("a value");
        return new NameSyntax(token.Start, VariableName());
    }

    private Syntax Bracketed(Token token)
    {
        var outer = _inRangeEnd;
        _inRangeEnd = false;
        Deeper();
        Syntax value = token.Text switch
        {
            "(" => Parenthesised(),
            "[" => ListOrRange(),
            "]" => Range(startIncluded: false),
            "{" => Context(),
            "@" => AtLiteral(),
            _ => throw Unexpected("a value"),
        };
        _nesting--;
        _inRangeEnd = outer;
        return value;
    }

    private Syntax Parenthesised()
    {
        var start = _tokens[_at++].Start;
        if (ComparisonHere() is { } comparison)
        {
            _at++;
            var operand = Sum();
            Expect(")");
            return Over(new OpenComparisonSyntax(start, comparison, operand), operand);
        }
        var value = Expression();
        if (Take(".."))
            return RangeEnd(start, false, value);
        Expect(")");
        return value;
    }

    private Syntax ListOrRange()
    {
        var start = _tokens[_at++].Start;
        var items = new List<Syntax>();
        if (Take("]"))
            return new ListSyntax(start, items);
        do
        {
            items.Add(ComparisonHere() is null ? Expression() : OpenComparison());
            if (items.Count == 1 && Take(".."))
                return RangeEnd(start, true, items[0]);
        }
        while (Take(","));
        Expect("]");
        return Over(new ListSyntax(start, items), items);
    }

    private RangeSyntax Range(bool startIncluded)
    {
        var start = _tokens[_at++].Start;
        var from = Sum();
        Expect("..");
        return RangeEnd(start, startIncluded, from);
    }

    private RangeSyntax RangeEnd(int start, bool startIncluded, Syntax from)
    {
        _inRangeEnd = true;
        var to = Sum();
        _inRangeEnd = false;
        var endIncluded = Take("]");
        if (!endIncluded && !Take(")") && !Take("["))
            throw Unexpected("']', ')' or '[' at the end of the range");
        return Over(new RangeSyntax(start, startIncluded, from, to, endIncluded), from, to);
    }

    private ContextSyntax Context()
    {
        var start = _tokens[_at++].Start;
        var entries = new List<(string Name, Syntax Value)>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var known = _names.Count;
        if (!Current.Is("}"))
            do
            {
                var position = Current.Start;
                var name = Current.Kind == TokenKind.String ? _tokens[_at++].Text : NameUntil(":");
                if (!names.Add(name))
                    throw new FeelSyntaxException($"The context has two entries named '{name}'.", position);
                Expect(":");
                entries.Add((name, Expression()));
                Know(name);
                _members.Add(name);
            }
            while (Take(","));
        Expect("}");
        ForgetDownTo(known);
        return Over(new ContextSyntax(start, entries), entries.Select(entry => entry.Value));
    }

    private LiteralSyntax AtLiteral()
    {
        var start = _tokens[_at++].Start;
        if (Current.Kind != TokenKind.String)
            throw Unexpected("a string after @");
        var text = _tokens[_at++].Text;
        return TemporalText.Any(text) is { } value ? new LiteralSyntax(start, value)
            : throw new FeelSyntaxException($"\"{text}\" is no date, time, date and time, or duration.", start);
    }

    private FunctionSyntax FunctionDefinition()
    {
        var start = Current.Start;
        _at += 2;
        var parameters = new List<(string Name, FeelType Type)>();
        var known = _names.Count;
        if (!Current.Is(")"))
            do
            {
                var name = NameUntil(":", ",", ")");
                parameters.Add((name, Take(":") ? Type() : AnyOrNull.Instance));
                Know(name);
            }
            while (Take(","));
        Expect(")");
        var isExternal = Take("external");
        var body = Argument();
        ForgetDownTo(known);
        return Over(new FunctionSyntax(start, parameters, isExternal ? null : body), body);
    }
}
