using AfterSales.Engine.Commits;
using AfterSales.Feel.Values;

namespace AfterSales.Engine.Jobs;

/// <summary>What a handler made of a job.</summary>
public abstract record JobOutcome
{
    private JobOutcome()
    {
    }

    /// <summary>
    /// The work is done. <paramref name="rows"/> runs inside the commit that completes the job, so that step and effect are one;
    /// it must be quick and may only touch our database. When it throws, the job counts as failed.
    /// </summary>
    public static JobOutcome Complete(FeelContext? variables = null, Action<CommitContext>? rows = null) => new Completed(variables, rows);

    /// <summary>
    /// The work is done inside the commit that completes the job: <paramref name="work"/> writes the rows and gives the result, which may
    /// hold what is only known there, such as a number that is allocated. It runs on the writer before the step, must be quick, may only
    /// touch our database and may run again after a conflict. When it throws, the job counts as failed.
    /// </summary>
    public static JobOutcome CompleteInCommit(Func<CommitContext, FeelContext> work) => new DoneInCommit(work);

    /// <summary>
    /// The attempt failed. <paramref name="retriesLeft"/> defaults to one less than before; with 0 an incident is raised.
    /// <paramref name="retryAfter"/> defaults to a doubling back-off.
    /// </summary>
    public static JobOutcome Fail(string message, TimeSpan? retryAfter = null, int? retriesLeft = null) => new Failed(message, retryAfter, retriesLeft);

    /// <summary>A BPMN error that the diagram may catch.</summary>
    public static JobOutcome ThrowError(string code, string? message = null, FeelContext? variables = null) => new ErrorThrown(code, message, variables);

    internal sealed record Completed(FeelContext? Variables, Action<CommitContext>? Rows) : JobOutcome;

    internal sealed record DoneInCommit(Func<CommitContext, FeelContext> Work) : JobOutcome;

    internal sealed record Failed(string Message, TimeSpan? RetryAfter, int? RetriesLeft) : JobOutcome;

    internal sealed record ErrorThrown(string Code, string? Message, FeelContext? Variables) : JobOutcome;
}
