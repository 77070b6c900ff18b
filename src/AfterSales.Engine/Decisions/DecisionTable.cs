using AfterSales.Engine.Storage;

namespace AfterSales.Engine.Decisions;

/// <summary>Evaluations of decisions: the evidence for a person who asks why.</summary>
internal sealed class DecisionTable(StoreSession session)
{
    private readonly PreparedSql _insert = session.Prepare(
        """
        INSERT INTO engine_decision_instances
            (evaluation_key, decision_id, instance_key, definition_key, element_instance_key, element_id, evaluated_at, result_json, evaluated_json)
        VALUES (@key, @decision, @instance, @definition, @elementInstance, @element, @at, @result, @evaluated)
        """, "@key", "@decision", "@instance", "@definition", "@elementInstance", "@element", "@at", "@result", "@evaluated");

    public void Insert(DecisionInstanceRow row) => _insert.Send(
        row.DecisionInstanceKey, row.DecisionDefinitionId, row.ProcessInstanceKey, row.ProcessDefinitionKey, row.ElementInstanceKey, row.ElementId,
        row.EvaluationDate.Ms(), row.Result, row.EvaluatedDecisions);
}
