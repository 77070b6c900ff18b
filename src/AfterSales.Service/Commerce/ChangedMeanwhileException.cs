namespace AfterSales.Service.Commerce;

/// <summary>
/// What a step had announced no longer holds at its commit, because another case was quicker. The job counts as failed and is
/// done again on what holds now.
/// </summary>
public sealed class ChangedMeanwhileException : Exception
{
    public ChangedMeanwhileException()
    {
    }

    public ChangedMeanwhileException(string message) : base(message)
    {
    }

    public ChangedMeanwhileException(string message, Exception inner) : base(message, inner)
    {
    }

    /// <summary>Of a document by its number.</summary>
    public static ChangedMeanwhileException Of(string? number) => new($"{number} changed while the step was on its way; it is done again.");
}
