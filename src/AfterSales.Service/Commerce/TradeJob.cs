using AfterSales.Engine.Commits;
using AfterSales.Engine.Jobs;
using AfterSales.Feel.Values;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Commerce;

/// <summary>
/// A step that keeps the books of trade: parts, quotations, charges. Its rows are written in the commit that completes the job, so
/// that step and effect are one. Input that makes no sense is answered, with <c>problem</c> (a code) and <c>problemText</c> (a sentence
/// in each language) in the result; it is never an exception.
/// </summary>
internal abstract class TradeJob : IJobHandler
{
    public abstract string JobType { get; }

    public async ValueTask<JobOutcome> HandleAsync(ActivatedJob job, CancellationToken ct) => await RunAsync(new TradeInput(job), ct);

    protected abstract Task<JobOutcome> RunAsync(TradeInput input, CancellationToken ct);

    /// <summary>The result under its name, with the problem beside it when there is one.</summary>
    protected static JobOutcome Answer(string name, FeelContext result, TradeProblem? problem = null, Action<CommitContext>? rows = null) =>
        JobOutcome.Complete(FeelContext.Empty.With(name, result.WithAll(
        [
            new("problem", FeelValue.Of(problem?.Code)),
            new("problemText", problem is null ? FeelValue.Null : InThreeLanguages(problem.Text)),
        ])), rows);

    /// <summary>A text as diagrams and mails take it: <c>{en, fa, zh}</c>.</summary>
    public static FeelContext InThreeLanguages(LocalText text) => new(
    [
        new("en", FeelValue.Of(text.English)), new("fa", FeelValue.Of(text.Persian)), new("zh", FeelValue.Of(text.Chinese)),
    ]);
}
