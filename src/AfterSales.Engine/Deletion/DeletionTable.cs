using AfterSales.Engine.Storage;

namespace AfterSales.Engine.Deletion;

/// <summary>Takes the rows of ended instances out of every table of the engine.</summary>
internal sealed class DeletionTable(StoreSession session)
{
    private readonly PreparedSql _family = session.Prepare(
        """
        WITH RECURSIVE family (key) AS (
            SELECT instance_key FROM engine_process_instances WHERE instance_key = @key
            UNION ALL
            SELECT i.instance_key FROM family f JOIN engine_process_instances i ON i.parent_instance_key = f.key
        )
        SELECT i.instance_key, i.state FROM family f JOIN engine_process_instances i ON i.instance_key = f.key
        """, "@key");

    private readonly PreparedSql _decision = session.Prepare(
        "SELECT instance_key FROM engine_decision_instances WHERE evaluation_key = @key ORDER BY ordinal LIMIT 1", "@key");

    private readonly PreparedSql _deleteDecision = session.Prepare("DELETE FROM engine_decision_instances WHERE evaluation_key = @key", "@key");

    // Candidates hang on their tasks and go before them, the instance itself goes last.
    private readonly PreparedSql[] _delete =
    [
        session.Prepare(
            "DELETE FROM engine_user_task_candidates WHERE task_key IN (SELECT task_key FROM engine_user_tasks WHERE instance_key = @key)", "@key"),
        .. new[]
        {
            "engine_user_task_changes", "engine_user_tasks", "engine_jobs", "engine_timers", "engine_message_subscriptions", "engine_signal_subscriptions", "engine_incidents",
            "engine_decision_instances", "engine_correlated_messages", "engine_held_follow_ups", "engine_variables", "engine_flows_taken",
            "engine_element_instances", "engine_left_versions", "engine_process_instances",
        }.Select(table => session.Prepare($"DELETE FROM {table} WHERE instance_key = @key", "@key")),
    ];

    /// <summary>An instance and all it has called, with their states; empty when there is none.</summary>
    public List<(long Key, string State)> Family(long instanceKey) => _family.Query(row => (row.GetInt64(0), row.GetString(1)), instanceKey);

    public void Delete(long instanceKey)
    {
        foreach (var table in _delete)
            table.Send(instanceKey);
    }

    /// <summary>The instance that made an evaluation; 0 when there is none.</summary>
    public long InstanceOfDecision(long evaluationKey) => _decision.First(row => row.GetInt64(0), evaluationKey);

    public void DeleteDecision(long evaluationKey) => _deleteDecision.Send(evaluationKey);
}
