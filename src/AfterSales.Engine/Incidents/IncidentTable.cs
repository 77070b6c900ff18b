using AfterSales.Bpmn.Interpretation;
using AfterSales.Engine.Storage;

namespace AfterSales.Engine.Incidents;

/// <summary>Incidents, open and resolved.</summary>
internal sealed class IncidentTable(StoreSession session)
{
    private readonly PreparedSql _insert = session.Prepare(
        """
        INSERT INTO engine_incidents
            (incident_key, type, message, state, element_id, element_instance_key, instance_key, definition_key, job_key, created_at)
        VALUES (@key, @type, @message, @state, @element, @elementInstance, @instance, @definition, @job, @at)
        """, "@key", "@type", "@message", "@state", "@element", "@elementInstance", "@instance", "@definition", "@job", "@at");

    private readonly PreparedSql _resolve = session.Prepare(
        "UPDATE engine_incidents SET state = @state, resolved_at = @at WHERE incident_key = @key AND resolved_at IS NULL", "@state", "@at", "@key");

    private readonly PreparedSql _find = session.Prepare(
        "SELECT instance_key, element_instance_key, state, job_key FROM engine_incidents WHERE incident_key = @key", "@key");

    public void Insert(IncidentRaised incident, long instanceKey, long definitionKey, DateTimeOffset at) => _insert.Send(
        incident.IncidentKey, incident.Type.ToApiName(), incident.Message, IncidentStates.Active, incident.ElementId, incident.ElementInstanceKey,
        instanceKey, definitionKey, incident.JobKey, at.Ms());

    public bool Resolve(long key, DateTimeOffset at) => _resolve.Execute(IncidentStates.Resolved, at.Ms(), key) == 1;

    public StoredIncident? Find(long key) => _find.First(row => new StoredIncident(row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.LongOrNull(3)), key);
}

internal sealed record StoredIncident(long InstanceKey, long ElementInstanceKey, string State, long? JobKey);
