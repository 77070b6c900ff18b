using System.Runtime.CompilerServices;
using AfterSales.Feel.Values;

namespace AfterSales.Feel.Compilation;

/// <summary>The state of one evaluation: what comes from outside, what is told to the caller, and the limits.</summary>
internal sealed class Evaluation(IFeelScope scope, FeelEnvironment environment)
{
    /// <summary>Values touched before a hostile or mistaken expression is stopped; an honest one needs some thousands.</summary>
    public const long LargestWork = 10_000_000;

    public const int MostWarnings = 50;

    /// <summary>Calls of functions within functions; ordinary recursion over a list stays far below.</summary>
    public const int DeepestCalls = 400;

    private List<FeelWarning>? _warnings;
    private List<object>? _notes;
    private long _work;
    private int _calls;

    public IFeelScope Scope { get; } = scope;

    public FeelEnvironment Environment { get; } = environment;

    public IReadOnlyList<FeelWarning> Warnings => _warnings ?? (IReadOnlyList<FeelWarning>)[];

    public IReadOnlyList<object> Notes => _notes ?? (IReadOnlyList<object>)[];

    public void Warn(int position, string message)
    {
        _warnings ??= [];
        if (_warnings.Count < MostWarnings)
            _warnings.Add(new FeelWarning(message, position));
    }

    public void ForgetWarningsAfter(int count) => _warnings?.RemoveRange(count, _warnings.Count - count);

    public FeelValue Fail(int position, string message)
    {
        Warn(position, message);
        return FeelValue.Null;
    }

    public void Note(object note) => (_notes ??= []).Add(note);

    /// <exception cref="EvaluationStopped">The expression did more than <see cref="LargestWork"/>.</exception>
    public void Charge(long units)
    {
        _work += units;
        if (_work > LargestWork)
            throw new EvaluationStopped("The expression takes too much work and was stopped.");
    }

    /// <exception cref="EvaluationStopped">Functions call each other too deeply.</exception>
    public void EnterCall()
    {
        Charge(1);
        if (++_calls > DeepestCalls)
            throw new EvaluationStopped("Functions call each other too deeply; the expression was stopped.");
        EnsureStack();
    }

    public void LeaveCall() => _calls--;

    /// <exception cref="EvaluationStopped">The stack is nearly used up.</exception>
    public static void EnsureStack()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new EvaluationStopped("The expression is nested too deeply and was stopped.");
    }

    /// <summary>Runs <paramref name="body"/>; when a limit stops it, the value is null and the last warning says so.</summary>
    public FeelValue Run(Evaluator body)
    {
        try
        {
            return body(new Frame(this, null, FeelValue.Null));
        }
        catch (EvaluationStopped stopped)
        {
            (_warnings ??= []).Add(new FeelWarning(stopped.Message, 0));
            return FeelValue.Null;
        }
    }

    public FeelResult Result(FeelValue value) => new(value, Warnings, Notes);
}
