using AfterSales.Feel.Compilation;
using AfterSales.Feel.Parsing;
using AfterSales.Feel.Values;

namespace AfterSales.Feel.Dmn.Reading;

/// <summary>A value with a declared type: converted where FEEL converts by itself, null with a warning where it does not fit.</summary>
internal sealed record TypedSyntax(Syntax Value, FeelType Type, string Name) : EmbeddedSyntax(0)
{
    public override Evaluator Compile(ExpressionCompiler compiler, Binding? scope)
    {
        var value = compiler.Compile(Value, scope);
        return frame => Check(Type, value(frame), Name, frame.Evaluation);
    }

    public static FeelValue Check(FeelType type, FeelValue value, string name, Evaluation evaluation) =>
        Coercion.To(type, value) ?? evaluation.Fail(0, $"{(name.Length > 0 ? $"'{name}'" : "The value")} is {Describe.Value(value)}, which is not of the type {type}.");
}
