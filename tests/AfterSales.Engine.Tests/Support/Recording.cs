using System.Collections.Concurrent;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Engine.Commits;
using AfterSales.Engine.Jobs;
using AfterSales.Engine.Outbox;

namespace AfterSales.Engine.Tests.Support;

/// <summary>An observer that does what the test tells it to.</summary>
internal sealed class Observing(Action<CommitContext> observe) : IEngineObserver
{
    public static Observing Effects<T>(Action<CommitContext, T> observe)
        where T : Effect => new(commit =>
        {
            foreach (var effect in commit.Effects.OfType<T>())
                observe(commit, effect);
        });

    public void Observe(CommitContext commit) => observe(commit);
}

/// <summary>A job handler that does what the test tells it to, and remembers the jobs it got.</summary>
internal sealed class Handling(string jobType, Func<ActivatedJob, JobOutcome> handle) : IJobHandler
{
    public ConcurrentQueue<ActivatedJob> Jobs { get; } = new();

    public string JobType => jobType;

    public ValueTask<JobOutcome> HandleAsync(ActivatedJob job, CancellationToken ct)
    {
        Jobs.Enqueue(job);
        return ValueTask.FromResult(handle(job));
    }
}

/// <summary>An outbox handler that does what the test tells it to, and remembers the items it got.</summary>
internal sealed class Delivering(string kind, Func<OutboxItem, OutboxOutcome> deliver) : IOutboxHandler
{
    public ConcurrentQueue<OutboxItem> Items { get; } = new();

    public string Kind => kind;

    public ValueTask<OutboxOutcome> DeliverAsync(OutboxItem item, CancellationToken ct)
    {
        Items.Enqueue(item);
        return ValueTask.FromResult(deliver(item));
    }
}
