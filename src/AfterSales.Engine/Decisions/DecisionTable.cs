using AfterSales.Engine.Storage;

namespace AfterSales.Engine.Decisions;

/// <summary>Evaluations of decisions: the evidence for a person who asks why.</summary>
internal sealed class DecisionTable(StoreSession session)
{
    private readonly PreparedSql _insert = session.Prepare(
        """
        INSERT INTO engine_decision_instances
            (decision_instance_key, evaluation_key, ordinal, decision_id, decision_key, root_decision_key, type, failure, instance_key, definition_key,
             element_instance_key, element_id, evaluated_at, result_json, details_json)
        VALUES (@key, @evaluation, @ordinal, @decision, @version, @root, @type, @failure, @instance, @definition, @elementInstance, @element, @at, @result, @details)
        """,
        "@key", "@evaluation", "@ordinal", "@decision", "@version", "@root", "@type", "@failure", "@instance", "@definition", "@elementInstance", "@element", "@at", "@result",
        "@details");

    public void Insert(DecisionInstanceRow row) => _insert.Send(
        row.DecisionInstanceKey, row.DecisionEvaluationKey, (long)row.Ordinal, row.DecisionDefinitionId, row.DecisionDefinitionKey, row.RootDecisionDefinitionKey,
        row.DecisionDefinitionType, row.EvaluationFailure, row.ProcessInstanceKey, row.ProcessDefinitionKey, row.ElementInstanceKey, row.ElementId,
        row.EvaluationDate.Ms(), row.Result, row.Details);
}
