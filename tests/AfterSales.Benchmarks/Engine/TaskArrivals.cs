using System.Collections.Concurrent;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Engine.Commits;

namespace AfterSales.Benchmarks.Engine;

/// <summary>Tells a driver that the user task of its instance is on disk, without asking the database.</summary>
internal sealed class TaskArrivals : IEngineObserver
{
    private readonly ConcurrentDictionary<long, TaskCompletionSource<long>> _arrivals = new();

    public void Observe(CommitContext commit)
    {
        foreach (var effect in commit.Effects)
            if (effect is UserTaskCreated task)
            {
                var arrival = Of(commit.Instance!.ProcessInstanceKey);
                commit.AfterCommit(() => arrival.TrySetResult(task.UserTaskKey));
            }
    }

    /// <summary>The key of the task, once it waits.</summary>
    public async Task<long> WaitAsync(long instanceKey)
    {
        var key = await Of(instanceKey).Task;
        _arrivals.TryRemove(instanceKey, out _);
        return key;
    }

    private TaskCompletionSource<long> Of(long instanceKey) =>
        _arrivals.GetOrAdd(instanceKey, _ => new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously));
}
