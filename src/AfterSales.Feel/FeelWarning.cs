namespace AfterSales.Feel;

/// <summary>Why a part of an expression became null, in a sentence for the person who wrote it.</summary>
/// <param name="Position">Where in the source the part begins, from 0.</param>
public sealed record FeelWarning(string Message, int Position);
