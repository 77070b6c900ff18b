using AfterSales.Engine.Messages;
using AfterSales.Engine.Search;
using AfterSales.Engine.Storage;
using Dapper;
using static AfterSales.Engine.Search.Entities;

namespace AfterSales.Engine.Statistics;

/// <summary>
/// Counts of what runs and of what is stuck, as rows that can be searched like any other. Running instances are counted by an index, those with
/// an incident by the open incidents, which are few; nothing that has ended is looked at.
/// </summary>
internal static class InstanceCounts
{
    public static readonly Entity<ProcessCount> ByProcess = new(
        "statistics of processes",
        """
        (SELECT p.process_id, p.name,
                CASE WHEN EXISTS (SELECT 1 FROM engine_process_definitions o WHERE o.process_id = p.process_id AND o.is_latest = 0) THEN 1 ELSE 0 END AS several,
                (SELECT COUNT(*) FROM engine_process_instances i WHERE i.process_id = p.process_id AND i.state = 'ACTIVE') AS running,
                COALESCE(s.stuck, 0) AS stuck
         FROM engine_process_definitions p
         LEFT JOIN (SELECT i.process_id, COUNT(DISTINCT i.instance_key) AS stuck
                    FROM engine_incidents n JOIN engine_process_instances i ON i.instance_key = n.instance_key
                    WHERE n.resolved_at IS NULL AND i.state = 'ACTIVE' GROUP BY i.process_id) s ON s.process_id = p.process_id
         WHERE p.is_latest = 1) c
        """,
        "processDefinitionId",
        [
            Text("processDefinitionId", "c.process_id"),
            Text("latestProcessDefinitionName", "c.name", nullable: true),
            Flag("hasMultipleVersions", "c.several"),
            Number("activeInstancesWithoutIncidentCount", "(c.running - c.stuck)"),
            Number("activeInstancesWithIncidentCount", "c.stuck"),
        ]);

    public static readonly Entity<VersionCount> ByVersion = new(
        "statistics of versions",
        """
        (SELECT p.definition_key, p.process_id, p.name, p.version,
                (SELECT COUNT(*) FROM engine_process_instances i WHERE i.definition_key = p.definition_key AND i.state = 'ACTIVE') AS running,
                COALESCE(s.stuck, 0) AS stuck
         FROM engine_process_definitions p
         LEFT JOIN (SELECT i.definition_key, COUNT(DISTINCT i.instance_key) AS stuck
                    FROM engine_incidents n JOIN engine_process_instances i ON i.instance_key = n.instance_key
                    WHERE n.resolved_at IS NULL AND i.state = 'ACTIVE' GROUP BY i.definition_key) s ON s.definition_key = p.definition_key) c
        """,
        "processDefinitionKey",
        [
            Key("processDefinitionKey", "c.definition_key"),
            Text("processDefinitionId", "c.process_id"),
            Text("processDefinitionName", "c.name", nullable: true),
            Number("processDefinitionVersion", "c.version"),
            Number("activeInstancesWithoutIncidentCount", "(c.running - c.stuck)"),
            Number("activeInstancesWithIncidentCount", "c.stuck"),
        ]);

    public static readonly Entity<ErrorCount> ByError = new(
        "statistics of errors",
        "(SELECT n.message, COUNT(DISTINCT n.instance_key) AS stuck FROM engine_incidents n WHERE n.resolved_at IS NULL GROUP BY n.message) c",
        "errorMessage",
        [
            Text("errorMessage", "c.message"),
            Number("activeInstancesWithErrorCount", "c.stuck"),
        ]);

    /// <summary>Asks for a parameter <c>messages</c>.</summary>
    public static readonly Entity<ErrorVersionCount> ByErrorAndVersion = new(
        "statistics of an error",
        """
        (SELECT n.definition_key, COUNT(DISTINCT n.instance_key) AS stuck FROM engine_incidents n
         WHERE n.resolved_at IS NULL AND n.message IN @messages GROUP BY n.definition_key) c
            JOIN engine_process_definitions p ON p.definition_key = c.definition_key
        """,
        "processDefinitionKey",
        [
            Key("processDefinitionKey", "c.definition_key"),
            Text("processDefinitionId", "p.process_id"),
            Text("processDefinitionName", "p.name", nullable: true),
            Number("processDefinitionVersion", "p.version"),
            Number("activeInstancesWithErrorCount", "c.stuck"),
        ]);

    /// <summary>Of the subscriptions that the filters find. The values of the filters are added to the parameters.</summary>
    public static Outcome<Entity<SubscriptionCount>> OfSubscriptions(IEngineStore store, SearchRequest subscriptions, DynamicParameters parameters)
    {
        var where = new Condition<MessageSubscriptionRow>(MessageSubscriptions, store, parameters, "f").Of(subscriptions);
        if (!where.IsOk)
            return where.Failure;
        return new Entity<SubscriptionCount>(
            "statistics of message subscriptions",
            $"""
            (SELECT s.definition_key, MIN(s.process_id) AS process_id, COUNT(*) AS open, COUNT(DISTINCT s.instance_key) AS instances
             FROM {MessageSubscriptions.From} WHERE {where.Value} GROUP BY s.definition_key) c
            """,
            "processDefinitionKey",
            [
                Key("processDefinitionKey", "c.definition_key"),
                Text("processDefinitionId", "c.process_id"),
                Number("processInstancesWithActiveSubscriptions", "c.instances"),
                Number("activeSubscriptions", "c.open"),
            ]);
    }
}
