using AfterSales.Feel.Parsing;

namespace AfterSales.Feel.Compilation;

/// <summary>
/// A part of the tree that is not written in FEEL (a decision table, say) and brings its own code. The other boxed
/// expressions of DMN are FEEL in another dress and become the same nodes as text.
/// </summary>
internal abstract record EmbeddedSyntax(int Position) : Syntax(Position)
{
    public abstract Evaluator Compile(ExpressionCompiler compiler, Binding? scope);
}
