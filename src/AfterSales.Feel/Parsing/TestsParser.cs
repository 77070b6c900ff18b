namespace AfterSales.Feel.Parsing;

/// <summary>The tests after <c>in</c> and in the cells of decision tables.</summary>
internal sealed partial class Parser
{
    private UnaryTestsSyntax UnaryTests()
    {
        var start = Current.Start;
        if (Current.Is("-") && Peek().Kind == TokenKind.End)
        {
            _at++;
            return new UnaryTestsSyntax(start, false, []);
        }
        if (Current.Is("not") && Peek().Is("(") && ClosesAtEnd(_at + 1))
        {
            _at += 2;
            var excluded = Tests();
            Expect(")");
            return Over(new UnaryTestsSyntax(start, true, excluded), excluded);
        }
        var tests = Tests();
        return Over(new UnaryTestsSyntax(start, false, tests), tests);
    }

    /// <summary>Whether the parenthesis at a token is closed by the last one, so that it holds everything.</summary>
    private bool ClosesAtEnd(int open)
    {
        var depth = 0;
        for (var i = open; i < _tokens.Count - 1; i++)
        {
            if (_tokens[i].Is("("))
                depth++;
            else if (_tokens[i].Is(")") && --depth == 0)
                return i == _tokens.Count - 2;
        }
        return false;
    }

    private List<Syntax> Tests()
    {
        var tests = new List<Syntax>();
        do
            tests.Add(Test());
        while (Take(","));
        return tests;
    }

    private Syntax Test() => ComparisonHere() is null ? Expression() : OpenComparison();

    private OpenComparisonSyntax OpenComparison()
    {
        var token = Current;
        var comparison = ComparisonHere()!.Value;
        _at++;
        var operand = Sum();
        return Over(new OpenComparisonSyntax(token.Start, comparison, operand), operand);
    }

    private List<Syntax> TestsAfterIn()
    {
        if (ComparisonHere() is not null)
            return [OpenComparison()];
        if (!Current.Is("("))
            return [Sum()];
        var start = _at++;
        var tests = Tests();
        if (tests.Count == 1 && Current.Is(".."))
        {
            _at = start; // an open range: (1..10]
            return [Sum()];
        }
        Expect(")");
        return tests;
    }
}
