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

    /// <summary>
    /// The same for what comes from outside: a string is read as the date, time or duration that is declared, since
    /// process variables hold those as text.
    /// </summary>
    public static FeelValue Receive(FeelType type, FeelValue value, string name, Evaluation evaluation) =>
        value is FeelString text && Coercion.To(type, value) is null
        && TemporalText.Any(text.Value) is { } temporal && Coercion.To(type, temporal) is { } converted
            ? converted : Check(type, value, name, evaluation);

    public static FeelValue Check(FeelType type, FeelValue value, string name, Evaluation evaluation) =>
        Coercion.To(type, value) ?? evaluation.Fail(0, $"{(name.Length > 0 ? $"'{name}'" : "The value")} is {Describe.Value(value)}, which is not of the type {type}.");
}
