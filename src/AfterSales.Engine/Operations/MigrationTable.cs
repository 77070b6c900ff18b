using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Interpretation.Migration;
using AfterSales.Engine.Deployments;
using AfterSales.Engine.Storage;

namespace AfterSales.Engine.Operations;

/// <summary>
/// The rows of an instance that goes over to another version. What has ended keeps the version and the element it ended in: it is
/// history. What still waits goes on under the new names.
/// </summary>
internal sealed class MigrationTable(StoreSession session)
{
    private readonly PreparedSql _leave = session.Prepare(
        """
        INSERT INTO engine_left_versions (definition_key, instance_key)
        SELECT definition_key, instance_key FROM engine_process_instances WHERE instance_key = @key
        ON CONFLICT DO NOTHING
        """, "@key");

    private readonly PreparedSql _instance = session.Prepare(
        "UPDATE engine_process_instances SET definition_key = @to, process_id = @process WHERE instance_key = @key", "@to", "@process", "@key");

    private readonly PreparedSql[] _versions =
    [
        session.Prepare("UPDATE engine_element_instances SET definition_key = @to WHERE instance_key = @key AND ended_at IS NULL", "@to", "@key"),
        session.Prepare("UPDATE engine_user_tasks SET definition_key = @to WHERE instance_key = @key AND ended_at IS NULL", "@to", "@key"),
        session.Prepare("UPDATE engine_jobs SET definition_key = @to WHERE instance_key = @key AND ended_at IS NULL", "@to", "@key"),
        session.Prepare("UPDATE engine_timers SET definition_key = @to WHERE instance_key = @key", "@to", "@key"),
        session.Prepare("UPDATE engine_incidents SET definition_key = @to WHERE instance_key = @key AND resolved_at IS NULL", "@to", "@key"),
    ];

    private readonly PreparedSql[] _subscriptions =
    [
        session.Prepare("UPDATE engine_message_subscriptions SET definition_key = @to, process_id = @process WHERE instance_key = @key", "@to", "@process", "@key"),
        session.Prepare("UPDATE engine_signal_subscriptions SET definition_key = @to, process_id = @process WHERE instance_key = @key", "@to", "@process", "@key"),
    ];

    private readonly PreparedSql _element = session.Prepare("UPDATE engine_element_instances SET element_id = @id WHERE element_instance_key = @key", "@id", "@key");
    private readonly PreparedSql _userTask = session.Prepare("UPDATE engine_user_tasks SET element_id = @id, name = @name WHERE task_key = @key", "@id", "@name", "@key");
    private readonly PreparedSql _job = session.Prepare("UPDATE engine_jobs SET element_id = @id WHERE job_key = @key", "@id", "@key");
    private readonly PreparedSql _incident = session.Prepare("UPDATE engine_incidents SET element_id = @id WHERE incident_key = @key", "@id", "@key");
    private readonly PreparedSql _timer = session.Prepare("UPDATE engine_timers SET element_id = @id WHERE timer_key = @key", "@id", "@key");

    // A key is one table's: the other statement finds nothing.
    private readonly PreparedSql[] _subscription =
    [
        session.Prepare("UPDATE engine_message_subscriptions SET element_id = @id WHERE subscription_key = @key", "@id", "@key"),
        session.Prepare("UPDATE engine_signal_subscriptions SET element_id = @id WHERE subscription_key = @key", "@id", "@key"),
    ];

    public void Move(long instanceKey, ProcessDefinitionRow to, CompiledProcess process, InstanceMigrated migrated)
    {
        _leave.Send(instanceKey);
        _instance.Send(to.ProcessDefinitionKey, process.Id, instanceKey);
        foreach (var version in _versions)
            version.Send(to.ProcessDefinitionKey, instanceKey);
        foreach (var subscriptions in _subscriptions)
            subscriptions.Send(to.ProcessDefinitionKey, process.Id, instanceKey);
        foreach (var element in migrated.Elements)
            Move(element, process);
        foreach (var wait in migrated.Waits.Where(wait => wait.FromElementId != wait.ToElementId))
            foreach (var move in wait.IsTimer ? [_timer] : _subscription)
                move.Send(wait.ToElementId, wait.Key);
    }

    private void Move(MigratedElement element, CompiledProcess process)
    {
        // The name of a task may differ even where its id does not.
        if (element.UserTaskKey is { } task)
            _userTask.Send(element.ToElementId, process.FindElement(element.ToElementId)?.Name, task);
        if (element.FromElementId == element.ToElementId)
            return;
        _element.Send(element.ToElementId, element.ElementInstanceKey);
        if (element.JobKey is { } job)
            _job.Send(element.ToElementId, job);
        if (element.IncidentKey is { } incident)
            _incident.Send(element.ToElementId, incident);
    }
}
