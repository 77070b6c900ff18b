using System.Data.Common;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Search;
using AfterSales.Engine.Storage;
using AfterSales.Feel.Values;

namespace AfterSales.Engine.Jobs;

/// <summary>Jobs; <c>available_at</c> says when a worker may have one, and is empty while an incident holds it.</summary>
internal sealed class JobTable
{
    private const string StoredColumns =
        "job_key, type, state, retries, attempts, worker, deadline, headers_json, variables_json, element_id, element_instance_key, instance_key, definition_key";

    private readonly StoreSession _session;
    private readonly PreparedSql _insert;
    private readonly PreparedSql _find;
    private readonly PreparedSql? _findMany;
    private readonly PreparedSql _available;
    private readonly PreparedSql _lock;
    private readonly PreparedSql _fail;
    private readonly PreparedSql _release;
    private readonly PreparedSql _retries;
    private readonly PreparedSql _extend;
    private readonly PreparedSql _close;
    private readonly PreparedSql _releaseLocks;
    private readonly PreparedSql _releaseAllLocks;

    public JobTable(StoreSession session, string skipLocked)
    {
        _session = session;
        _insert = session.Prepare(
            """
            INSERT INTO engine_jobs
                (job_key, type, state, retries, available_at, headers_json, variables_json, element_id, element_instance_key, instance_key, definition_key, created_at)
            VALUES (@key, @type, @state, @retries, @at, @headers, @variables, @element, @elementInstance, @instance, @definition, @at)
            """,
            "@key", "@type", "@state", "@retries", "@at", "@headers", "@variables", "@element", "@elementInstance", "@instance", "@definition");
        _find = session.Prepare($"SELECT {StoredColumns}, {InstanceTable.VersionBeside("engine_jobs")} FROM engine_jobs WHERE job_key = @key", "@key");
        if (session.IsRemote)
            _findMany = session.Prepare(
                $"SELECT {StoredColumns}, {InstanceTable.VersionBeside("engine_jobs")} FROM engine_jobs WHERE job_key = ANY(string_to_array(@keys, ',')::bigint[])", "@keys");
        _available = session.Prepare(
            $"""
            SELECT {StoredColumns}, {InstanceTable.VersionBeside("engine_jobs")} FROM engine_jobs
            WHERE type = @type AND ended_at IS NULL AND available_at <= @now
            ORDER BY available_at, job_key LIMIT @limit {skipLocked}
            """,
            "@type", "@now", "@limit");
        _lock = session.Prepare(
            """
            UPDATE engine_jobs SET state = @state, worker = @worker, deadline = @deadline, available_at = @deadline, retry_at = NULL, attempts = attempts + 1
            WHERE job_key = @key
            """, "@state", "@worker", "@deadline", "@key");
        _fail = session.Prepare(
            """
            UPDATE engine_jobs SET state = @state, retries = @retries, retry_at = @retryAt, available_at = @retryAt, error_message = @message,
                error_code = @code, failed_at = @at, failed_by = worker, worker = NULL, deadline = NULL
            WHERE job_key = @key
            """, "@state", "@retries", "@retryAt", "@message", "@code", "@at", "@key");
        _release = session.Prepare(
            "UPDATE engine_jobs SET retries = @retries, state = @state, available_at = @at, retry_at = NULL, worker = NULL, deadline = NULL WHERE job_key = @key",
            "@retries", "@state", "@at", "@key");
        _retries = session.Prepare("UPDATE engine_jobs SET retries = @retries WHERE job_key = @key", "@retries", "@key");
        _releaseLocks = session.Prepare(
            """
            UPDATE engine_jobs SET state = @state, available_at = @at, worker = NULL, deadline = NULL
            WHERE ended_at IS NULL AND type = @type AND worker = @worker AND deadline IS NOT NULL
            """, "@state", "@at", "@type", "@worker");
        _releaseAllLocks = session.Prepare(
            """
            UPDATE engine_jobs SET state = @state, available_at = @at, worker = NULL, deadline = NULL
            WHERE ended_at IS NULL AND worker = @worker AND deadline IS NOT NULL
            """, "@state", "@at", "@worker");
        _extend = session.Prepare(
            "UPDATE engine_jobs SET deadline = @deadline, available_at = @deadline WHERE job_key = @key", "@deadline", "@key");
        _close = session.Prepare(
            """
            UPDATE engine_jobs SET state = @state, ended_at = @ended, available_at = NULL, deadline = NULL, retry_at = NULL
            WHERE job_key = @key
            """,
            "@state", "@ended", "@key");
    }

    public void Insert(JobCreated job, long instanceKey, long definitionKey, DateTimeOffset at) => _insert.Send(
        job.JobKey, job.JobType, JobStates.Created, (long)job.Retries, at.Ms(), JsonText.Of(job.Headers), FeelJson.ToJson(job.Variables),
        job.ElementId, job.ElementInstanceKey, instanceKey, definitionKey);

    public StoredJob? Find(long key)
    {
        if (!_session.Ahead.TryJob(key, out var read))
            return _find.First(Read, key);
        _session.Instances.Saw(read.Job.InstanceKey, read.Version);
        return read.Job;
    }

    /// <summary>Reads jobs that are about to be asked for one by one (<see cref="Find"/>).</summary>
    public void ReadAhead(IReadOnlyCollection<long> keys)
    {
        foreach (var (job, version) in _findMany!.Query(row => (Job: ReadJob(row), Version: row.LongOrNull(13) ?? 0), string.Join(',', keys)))
            _session.Ahead.Keep(job, version);
    }

    public List<StoredJob> Available(string type, DateTimeOffset now, int limit) => _available.Query(Read, type, now.Ms(), (long)limit);

    public void Lock(long key, string worker, DateTimeOffset deadline) => Change(key, _lock, JobStates.Activated, worker, deadline.Ms(), key);

    /// <param name="retryAt">Null keeps the job from workers until its incident is resolved.</param>
    /// <param name="errorCode">Of an error that was thrown.</param>
    public void Fail(long key, int retries, DateTimeOffset? retryAt, string message, string? errorCode, DateTimeOffset at) =>
        Change(key, _fail, JobStates.Failed, (long)retries, retryAt.Ms(), message, errorCode, at.Ms(), key);

    /// <summary>Lets workers have the job, whatever held it.</summary>
    public void MakeAvailable(long key, int retries, DateTimeOffset at) => Change(key, _release, (long)retries, JobStates.Created, at.Ms(), key);

    public void SetRetries(long key, int retries) => Change(key, _retries, (long)retries, key);

    /// <summary>Frees what a process that died under this name had locked.</summary>
    public int ReleaseLocks(string type, string worker, DateTimeOffset at)
    {
        _session.Ahead.Clear();
        return _releaseLocks.Execute(JobStates.Created, at.Ms(), type, worker);
    }

    /// <summary>The same for all types.</summary>
    public void ReleaseAllLocks(string worker, DateTimeOffset at)
    {
        _session.Ahead.Clear();
        _releaseAllLocks.Send(JobStates.Created, at.Ms(), worker);
    }

    public void ExtendLock(long key, DateTimeOffset deadline) => Change(key, _extend, deadline.Ms(), key);

    public void Close(long key, string state, DateTimeOffset at) => Change(key, _close, state, at.Ms(), key);

    private void Change(long key, PreparedSql statement, params ReadOnlySpan<object?> values)
    {
        _session.Ahead.ForgetJob(key);
        statement.Send(values);
    }

    private StoredJob Read(DbDataReader row)
    {
        _session.Instances.Saw(row.GetInt64(11), row.LongOrNull(13) ?? 0);
        return ReadJob(row);
    }

    private static StoredJob ReadJob(DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), (int)row.GetInt64(3), (int)row.GetInt64(4), row.TextOrNull(5),
        row.IsDBNull(6) ? null : row.Instant(6), row.GetString(7), row.GetString(8), row.GetString(9), row.GetInt64(10), row.GetInt64(11), row.GetInt64(12));
}

/// <summary>A job as stored.</summary>
internal sealed record StoredJob(
    long Key, string Type, string State, int Retries, int Attempts, string? Worker, DateTimeOffset? Deadline, string HeadersJson, string VariablesJson,
    string ElementId, long ElementInstanceKey, long InstanceKey, long DefinitionKey);
