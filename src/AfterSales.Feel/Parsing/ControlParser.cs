namespace AfterSales.Feel.Parsing;

/// <summary><c>if</c>, <c>for</c>, <c>some</c> and <c>every</c>, which reach as far to the right as they can.</summary>
internal sealed partial class Parser
{
    private Syntax? Control() => Current.Text switch
    {
        "if" => If(),
        "for" when StartsIteration() => For(),
        "some" or "every" when StartsIteration() => Quantified(),
        _ => null,
    };

    /// <summary>A name follows, so this is the keyword and not a variable of that name.</summary>
    private bool StartsIteration() => Peek().Kind == TokenKind.Word && !Peek().Is("in");

    private IfSyntax If()
    {
        var position = _tokens[_at++].Start;
        var condition = Expression();
        Expect("then");
        var then = Expression();
        Expect("else");
        var otherwise = Expression();
        return Over(new IfSyntax(position, condition, then, otherwise), condition, then, otherwise);
    }

    private ForSyntax For()
    {
        var position = _tokens[_at++].Start;
        var known = _names.Count;
        var iterators = Iterators();
        Expect("return");
        var result = Expression();
        ForgetDownTo(known);
        return Over(new ForSyntax(position, iterators, result), iterators.Select(i => i.Source).Append(result));
    }

    private QuantifiedSyntax Quantified()
    {
        var keyword = _tokens[_at++];
        var known = _names.Count;
        var iterators = Iterators();
        Expect("satisfies");
        var satisfies = Expression();
        ForgetDownTo(known);
        return Over(new QuantifiedSyntax(keyword.Start, keyword.Text == "every", iterators, satisfies), iterators.Select(i => i.Source).Append(satisfies));
    }

    /// <summary>The iterators; their names stay known until the caller forgets them.</summary>
    private List<Iterator> Iterators()
    {
        var iterators = new List<Iterator>();
        do
        {
            var name = NameUntil("in");
            Expect("in");
            var source = Expression();
            var end = Take("..") ? Expression() : null;
            iterators.Add(new Iterator(name, source, end));
            Know(name);
        }
        while (Take(","));
        return iterators;
    }
}
