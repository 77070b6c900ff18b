using AfterSales.Feel.Compilation;
using AfterSales.Feel.Values;

namespace AfterSales.Feel;

/// <summary>One call of a function: its arguments and what it may tell the caller.</summary>
public sealed class FeelCall
{
    private readonly Evaluation _evaluation;
    private readonly int _position;

    internal FeelCall(FeelFunctionDefinition function, IReadOnlyList<FeelValue> arguments, Evaluation evaluation, int position) =>
        (Function, Arguments, _evaluation, _position) = (function, arguments, evaluation, position);

    public FeelFunctionDefinition Function { get; }

    /// <summary>As many as the function has parameters (null where one was left out), or all that were given if it is variadic.</summary>
    public IReadOnlyList<FeelValue> Arguments { get; }

    public FeelEnvironment Environment => _evaluation.Environment;

    /// <summary>Says why the outcome is null.</summary>
    public void Warn(string message) => _evaluation.Warn(_position, message);

    /// <summary>Leaves something behind for whoever evaluates the expression.</summary>
    public void Note(object note) => _evaluation.Note(note);

    /// <summary>Null with the warning that tells why: the usual end of a body that cannot go on.</summary>
    public FeelValue Fail(string message)
    {
        Warn(message);
        return FeelValue.Null;
    }

    /// <summary>Calls a function that came as an argument.</summary>
    public FeelValue Invoke(FeelFunction function, params IReadOnlyList<FeelValue> arguments) =>
        Invocation.Call(function, arguments, _evaluation, _position);

    /// <summary>Counts work against the limit of an evaluation: about one unit per value touched.</summary>
    internal void Charge(long units) => _evaluation.Charge(units);

    internal Evaluation Evaluation => _evaluation;

    internal int Position => _position;
}
