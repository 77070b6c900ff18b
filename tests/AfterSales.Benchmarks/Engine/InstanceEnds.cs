using System.Collections.Concurrent;
using System.Diagnostics;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Engine.Commits;

namespace AfterSales.Benchmarks.Engine;

/// <summary>Notes when the end of each instance of the timer process is on disk.</summary>
internal sealed class InstanceEnds : IEngineObserver
{
    private readonly ConcurrentQueue<long> _ends = new();
    private volatile TaskCompletionSource? _enough;
    private int _awaited;

    public void Observe(CommitContext commit)
    {
        if (commit.Process?.Id != Workflow.TimerProcessId || !commit.Effects.Any(effect => effect is InstanceFinished))
            return;
        commit.AfterCommit(() =>
        {
            _ends.Enqueue(Stopwatch.GetTimestamp());
            if (_ends.Count >= _awaited)
                _enough?.TrySetResult();
        });
    }

    /// <summary>The moments of this many ends from now on, as <see cref="Stopwatch"/> timestamps.</summary>
    public async Task<IReadOnlyList<long>> WaitAsync(int count, Action begin)
    {
        _ends.Clear();
        _awaited = count;
        _enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        begin();
        await _enough.Task;
        return [.. _ends];
    }
}
