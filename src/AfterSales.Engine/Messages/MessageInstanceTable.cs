using AfterSales.Engine.Storage;

namespace AfterSales.Engine.Messages;

/// <summary>
/// The instances that run and that a message with a correlation key began, or is about to begin: one per process and key. The primary key of the
/// table holds it, whichever node is asked.
/// </summary>
internal sealed class MessageInstanceTable(StoreSession session)
{
    private readonly PreparedSql _holder = session.Prepare(
        "SELECT instance_key FROM engine_message_instances WHERE process_id = @process AND correlation_key = @correlation", "@process", "@correlation");

    private readonly PreparedSql _insert = session.Prepare(
        "INSERT INTO engine_message_instances (process_id, correlation_key, instance_key) VALUES (@process, @correlation, @instance)",
        "@process", "@correlation", "@instance");

    private readonly PreparedSql _held = session.Prepare(
        "SELECT process_id, correlation_key FROM engine_message_instances WHERE instance_key = @instance", "@instance");

    private readonly PreparedSql _release = session.Prepare("DELETE FROM engine_message_instances WHERE instance_key = @instance", "@instance");

    /// <summary>0 when there is none.</summary>
    public long Holder(string processId, string correlationKey) => _holder.First(row => row.GetInt64(0), processId, correlationKey);

    public void Hold(string processId, string correlationKey, long instanceKey) => _insert.Send(processId, correlationKey, instanceKey);

    /// <summary>Null when no message with a correlation key began the instance.</summary>
    public HeldCorrelation? HeldBy(long instanceKey) => _held.First(row => new HeldCorrelation(row.GetString(0), row.GetString(1)), instanceKey);

    public void Release(long instanceKey) => _release.Send(instanceKey);
}

internal sealed record HeldCorrelation(string ProcessId, string CorrelationKey);
