namespace AfterSales.Engine;

/// <summary>Why an operation was refused, in the four ways a caller can react to.</summary>
public enum FailureKind
{
    /// <summary>What was named does not exist.</summary>
    NotFound,

    /// <summary>It exists, but its state does not allow the operation (any more).</summary>
    Conflict,

    /// <summary>The request itself is wrong; repeating it unchanged never helps.</summary>
    Invalid,

    /// <summary>The caller may not do this.</summary>
    NotAllowed,
}

/// <summary>An expected failure as a value: its kind and one sentence for people.</summary>
public sealed record Failure(FailureKind Kind, string Message)
{
    public static Failure NotFound(string message) => new(FailureKind.NotFound, message);
    public static Failure Conflict(string message) => new(FailureKind.Conflict, message);
    public static Failure Invalid(string message) => new(FailureKind.Invalid, message);
    public static Failure NotAllowed(string message) => new(FailureKind.NotAllowed, message);
}
