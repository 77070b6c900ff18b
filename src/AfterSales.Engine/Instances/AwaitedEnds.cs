using System.Collections.Concurrent;
using AfterSales.Bpmn.Interpretation;

namespace AfterSales.Engine.Instances;

/// <summary>
/// Instances of which somebody in this process waits for the end. Who waits is told after the commit that ended the instance; an end that another node
/// wrote is not told, it has to be looked for. Costs nothing while nobody waits.
/// </summary>
internal sealed class AwaitedEnds
{
    private readonly ConcurrentDictionary<long, TaskCompletionSource<InstanceOutcome>> waiting = new();

    /// <summary>Begins to wait; before the instance is written, so that no end is missed.</summary>
    public Task<InstanceOutcome> Expect(long instanceKey) =>
        waiting.GetOrAdd(instanceKey, _ => new TaskCompletionSource<InstanceOutcome>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Forget(long instanceKey) => waiting.TryRemove(instanceKey, out _);

    public bool IsAwaited(long instanceKey) => !waiting.IsEmpty && waiting.ContainsKey(instanceKey);

    public void Tell(long instanceKey, InstanceOutcome outcome)
    {
        if (waiting.TryRemove(instanceKey, out var waiter))
            waiter.TrySetResult(outcome);
    }
}
