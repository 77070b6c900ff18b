namespace AfterSales.Engine;

/// <summary>The result of an operation that has nothing to tell but that it was done.</summary>
public readonly record struct Done;

/// <summary>
/// A value or an expected <see cref="AfterSales.Engine.Failure"/>. Exceptions are left to bugs and to a broken environment.
/// The default value is a failure that says it was never set.
/// </summary>
public readonly struct Outcome<T>
{
    private readonly T? _value;
    private readonly Failure? _failure;

    private Outcome(T value)
    {
        IsOk = true;
        _value = value;
    }

    private Outcome(Failure failure) => _failure = failure;

    public bool IsOk { get; }

    /// <summary>The value. Asking a failed outcome for it is a bug and throws.</summary>
    public T Value => IsOk ? _value! : throw new InvalidOperationException($"This outcome is a failure: {Failure.Message}");

    /// <summary>The failure. Asking a successful outcome for it is a bug and throws.</summary>
    public Failure Failure => IsOk
        ? throw new InvalidOperationException("This outcome is not a failure.")
        : _failure ?? new Failure(FailureKind.Invalid, "The outcome was never set.");

    public static implicit operator Outcome<T>(T value) => new(value);
    public static implicit operator Outcome<T>(Failure failure) => new(failure);

    /// <summary>The same failure, or what <paramref name="next"/> makes of the value.</summary>
    public Outcome<TNext> Then<TNext>(Func<T, Outcome<TNext>> next) => IsOk ? next(_value!) : Failure;

    public override string ToString() => IsOk ? $"{_value}" : $"{Failure.Kind}: {Failure.Message}";
}
