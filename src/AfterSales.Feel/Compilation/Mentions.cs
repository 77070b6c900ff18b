using AfterSales.Feel.Parsing;

namespace AfterSales.Feel.Compilation;

/// <summary>Whether a name occurs in a part of the tree, so that what serves only that name can be left out.</summary>
internal sealed partial class ExpressionCompiler
{
    private static bool Mentions(Syntax syntax, string sought) => syntax switch
    {
        NameSyntax name => name.Name == sought,
        PathSyntax path => Mentions(path.Target, sought),
        FilterSyntax filter => Mentions(filter.Target, sought) || Mentions(filter.Predicate, sought),
        NegationSyntax negation => Mentions(negation.Operand, sought),
        ArithmeticSyntax arithmetic => Mentions(arithmetic.Left, sought) || Mentions(arithmetic.Right, sought),
        ComparisonSyntax comparison => Mentions(comparison.Left, sought) || Mentions(comparison.Right, sought),
        LogicSyntax logic => Mentions(logic.Left, sought) || Mentions(logic.Right, sought),
        BetweenSyntax between => Mentions(between.Value, sought) || Mentions(between.Low, sought) || Mentions(between.High, sought),
        InSyntax test => Mentions(test.Value, sought) || test.Tests.Any(part => Mentions(part, sought)),
        OpenComparisonSyntax comparison => Mentions(comparison.Operand, sought),
        InstanceOfSyntax instance => Mentions(instance.Value, sought),
        IfSyntax choice => Mentions(choice.Condition, sought) || Mentions(choice.Then, sought) || Mentions(choice.Otherwise, sought),
        ForSyntax loop => loop.Iterators.Any(part => Mentions(part, sought)) || Mentions(loop.Return, sought),
        QuantifiedSyntax quantified => quantified.Iterators.Any(part => Mentions(part, sought)) || Mentions(quantified.Satisfies, sought),
        ListSyntax list => list.Items.Any(part => Mentions(part, sought)),
        ContextSyntax context => context.Entries.Any(entry => Mentions(entry.Value, sought)),
        RangeSyntax range => Mentions(range.Start, sought) || Mentions(range.End, sought),
        InvocationSyntax invocation => Mentions(invocation.Target, sought) || invocation.Arguments.Any(part => Mentions(part, sought)),
        FunctionSyntax function => function.Body is { } body && Mentions(body, sought),
        LiteralSyntax => false,
        _ => true, // what is embedded is not looked into
    };

    private static bool Mentions(Iterator iterator, string sought) => Mentions(iterator.Source, sought) || (iterator.End is { } end && Mentions(end, sought));
}
