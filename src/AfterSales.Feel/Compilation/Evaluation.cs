using System.Runtime.CompilerServices;
using AfterSales.Feel.Values;

namespace AfterSales.Feel.Compilation;

/// <summary>The state of one evaluation: what comes from outside, what is told to the caller, and the limits.</summary>
internal sealed class Evaluation
{
    /// <summary>Values touched before a hostile or mistaken expression is stopped; an honest one needs some thousands.</summary>
    public const long LargestWork = 5_000_000;

    public const int MostWarnings = 50;

    /// <summary>Calls of functions within functions; ordinary recursion over a list stays far below.</summary>
    public const int DeepestCalls = 400;

    private readonly Ledger _ledger;

    public Evaluation(IFeelScope scope, FeelEnvironment environment) : this(scope, environment, new Ledger()) { }

    private Evaluation(IFeelScope scope, FeelEnvironment environment, Ledger ledger) =>
        (Scope, Environment, _ledger) = (scope, environment, ledger);

    /// <summary>What counts for the evaluation as a whole, however many scopes it goes through.</summary>
    private sealed class Ledger
    {
        public List<FeelWarning>? Warnings;
        public List<object>? Notes;
        public TableTrace? Trace;
        public long Work;
        public int Calls;
    }

    public IFeelScope Scope { get; }

    public FeelEnvironment Environment { get; }

    /// <summary>Where decision tables write down what they found; null when nobody asks.</summary>
    public TableTrace? Trace
    {
        get => _ledger.Trace;
        set => _ledger.Trace = value;
    }

    /// <summary>The same evaluation with other variables: one limit and one list of warnings for both.</summary>
    public Evaluation In(IFeelScope scope) => new(scope, Environment, _ledger);

    public IReadOnlyList<FeelWarning> Warnings => _ledger.Warnings ?? (IReadOnlyList<FeelWarning>)[];

    public IReadOnlyList<object> Notes => _ledger.Notes ?? (IReadOnlyList<object>)[];

    public void Warn(int position, string message)
    {
        _ledger.Warnings ??= [];
        if (_ledger.Warnings.Count < MostWarnings)
            _ledger.Warnings.Add(new FeelWarning(message, position));
    }

    public void ForgetWarningsAfter(int count) => _ledger.Warnings?.RemoveRange(count, _ledger.Warnings.Count - count);

    public FeelValue Fail(int position, string message)
    {
        Warn(position, message);
        return FeelValue.Null;
    }

    public void Note(object note) => (_ledger.Notes ??= []).Add(note);

    /// <exception cref="EvaluationStopped">The expression did more than <see cref="LargestWork"/>.</exception>
    public void Charge(long units)
    {
        _ledger.Work += units;
        if (_ledger.Work > LargestWork)
            throw new EvaluationStopped("The expression takes too much work and was stopped.");
    }

    /// <exception cref="EvaluationStopped">Functions call each other too deeply.</exception>
    public void EnterCall()
    {
        Charge(1);
        if (++_ledger.Calls > DeepestCalls)
            throw new EvaluationStopped("Functions call each other too deeply; the expression was stopped.");
        EnsureStack();
    }

    public void LeaveCall() => _ledger.Calls--;

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
            (_ledger.Warnings ??= []).Add(new FeelWarning(stopped.Message, 0));
            return FeelValue.Null;
        }
    }

    public FeelResult Result(FeelValue value) => new(value, Warnings, Notes);
}
