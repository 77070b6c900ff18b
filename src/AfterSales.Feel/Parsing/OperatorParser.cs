namespace AfterSales.Feel.Parsing;

/// <summary>Operators by precedence: or, and, comparison, + -, * /, **, negation, instance of.</summary>
internal sealed partial class Parser
{
    private Syntax Expression()
    {
        Deeper();
        var expression = Current.Kind == TokenKind.Word && Control() is { } control ? control : Disjunction();
        _nesting--;
        return expression;
    }

    private Syntax Disjunction()
    {
        var left = Conjunction();
        while (Current.Is("or"))
        {
            var position = _tokens[_at++].Start;
            var right = Conjunction();
            left = Over(new LogicSyntax(position, false, left, right), left, right);
        }
        return left;
    }

    private Syntax Conjunction()
    {
        var left = Comparison();
        while (Current.Is("and"))
        {
            var position = _tokens[_at++].Start;
            var right = Comparison();
            left = Over(new LogicSyntax(position, true, left, right), left, right);
        }
        return left;
    }

    private Syntax Comparison()
    {
        var left = Sum();
        while (true)
        {
            var position = Current.Start;
            if (ComparisonHere() is { } comparison)
            {
                _at++;
                var right = Sum();
                left = Over(new ComparisonSyntax(position, comparison, left, right), left, right);
            }
            else if (Take("between"))
            {
                var low = Sum();
                Expect("and");
                var high = Sum();
                left = Over(new BetweenSyntax(position, left, low, high), left, low, high);
            }
            else if (Take("in"))
            {
                var tests = TestsAfterIn();
                left = Over(new InSyntax(position, left, tests), tests, left.Depth);
            }
            else
            {
                return left;
            }
        }
    }

    private ComparisonOperator? ComparisonHere() => Current.Kind != TokenKind.Symbol ? null : Current.Text switch
    {
        "=" => ComparisonOperator.Equal,
        "!=" => ComparisonOperator.NotEqual,
        "<" => ComparisonOperator.Less,
        "<=" => ComparisonOperator.LessOrEqual,
        ">" => ComparisonOperator.Greater,
        ">=" => ComparisonOperator.GreaterOrEqual,
        _ => null,
    };

    private Syntax Sum()
    {
        var left = Product();
        while (Current.Is("+") || Current.Is("-"))
        {
            var token = _tokens[_at++];
            var right = Product();
            left = Over(new ArithmeticSyntax(token.Start, token.Text == "+" ? ArithmeticOperator.Add : ArithmeticOperator.Subtract, left, right), left, right);
        }
        return left;
    }

    private Syntax Product()
    {
        var left = Power();
        while (Current.Is("*") || Current.Is("/"))
        {
            var token = _tokens[_at++];
            var right = Power();
            left = Over(new ArithmeticSyntax(token.Start, token.Text == "*" ? ArithmeticOperator.Multiply : ArithmeticOperator.Divide, left, right), left, right);
        }
        return left;
    }

    private Syntax Power()
    {
        var left = Negation();
        while (Current.Is("**"))
        {
            var position = _tokens[_at++].Start;
            var right = Negation();
            left = Over(new ArithmeticSyntax(position, ArithmeticOperator.Power, left, right), left, right);
        }
        return left;
    }

    private Syntax Negation()
    {
        if (!Current.Is("-"))
            return InstanceOf();
        var position = _tokens[_at++].Start;
        Deeper();
        var operand = Negation();
        _nesting--;
        return Over(new NegationSyntax(position, operand), operand);
    }

    private Syntax InstanceOf()
    {
        var value = Postfix();
        while (Current.Is("instance") && Peek().Is("of"))
        {
            var position = Current.Start;
            _at += 2;
            value = Over(new InstanceOfSyntax(position, value, Type()), value);
        }
        return value;
    }
}
