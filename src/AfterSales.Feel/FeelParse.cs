using System.Diagnostics.CodeAnalysis;

namespace AfterSales.Feel;

/// <summary>What was read, or why it could not be.</summary>
public sealed record FeelParse<T>(T? Value, FeelSyntaxError? Error) where T : class
{
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Error is null;
}
