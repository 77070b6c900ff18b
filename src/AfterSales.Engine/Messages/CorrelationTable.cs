using AfterSales.Engine.Storage;

namespace AfterSales.Engine.Messages;

/// <summary>The record of received messages.</summary>
internal sealed class CorrelationTable(StoreSession session)
{
    private readonly PreparedSql _insert = session.Prepare(
        """
        INSERT INTO engine_correlated_messages
            (correlation_row, subscription_key, message_key, message_name, correlation_key, instance_key, definition_key, process_id, element_id,
             element_instance_key, correlated_at)
        VALUES (@key, @subscription, @message, @name, @correlation, @instance, @definition, @process, @element, @elementInstance, @at)
        """,
        "@key", "@subscription", "@message", "@name", "@correlation", "@instance", "@definition", "@process", "@element", "@elementInstance", "@at");

    public void Insert(CorrelatedMessageRow row) => _insert.Send(
        row.CorrelationRow, row.SubscriptionKey, row.MessageKey, row.MessageName, row.CorrelationKey, row.ProcessInstanceKey, row.ProcessDefinitionKey, row.ProcessDefinitionId,
        row.ElementId, row.ElementInstanceKey, row.CorrelationTime.Ms());
}
