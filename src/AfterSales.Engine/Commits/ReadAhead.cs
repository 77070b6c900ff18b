using AfterSales.Engine.Jobs;
using AfterSales.Engine.UserTasks;

namespace AfterSales.Engine.Commits;

/// <summary>
/// Jobs and user tasks that were read for the commands of a group before the first of them ran. A row is good until a command of the group changes
/// it or the state of its instance; nobody else can, for the group holds the writers' lock. Not thread-safe, like the session it belongs to.
/// </summary>
internal sealed class ReadAhead
{
    private readonly Dictionary<long, (StoredJob Job, long Version)> _jobs = [];
    private readonly Dictionary<long, (OpenUserTask Task, long Version)> _tasks = [];
    private readonly HashSet<long> _moved = [];

    /// <param name="version">Of the state of the job's instance.</param>
    public void Keep(StoredJob job, long version) => _jobs[job.Key] = (job, version);

    /// <inheritdoc cref="Keep(StoredJob, long)"/>
    public void Keep(OpenUserTask task, long version) => _tasks[task.Key] = (task, version);

    public bool TryJob(long key, out (StoredJob Job, long Version) read) => _jobs.TryGetValue(key, out read) && !_moved.Contains(read.Job.InstanceKey);

    public bool TryUserTask(long key, out (OpenUserTask Task, long Version) read) => _tasks.TryGetValue(key, out read) && !_moved.Contains(read.Task.InstanceKey);

    public void ForgetJob(long key) => _jobs.Remove(key);

    public void ForgetUserTask(long key) => _tasks.Remove(key);

    /// <summary>The state of an instance was written, and who knows what with it.</summary>
    public void ForgetInstance(long key)
    {
        if (_jobs.Count > 0 || _tasks.Count > 0)
            _moved.Add(key);
    }

    public void Clear()
    {
        _jobs.Clear();
        _tasks.Clear();
        _moved.Clear();
    }
}
