using AfterSales.Engine.Storage;

namespace AfterSales.Engine.History;

/// <summary>Which sequence flows an instance took, and how often.</summary>
internal sealed class FlowTable(StoreSession session)
{
    private readonly PreparedSql _take = session.Prepare(
        """
        INSERT INTO engine_flows_taken (instance_key, flow_id, taken, last_taken_at) VALUES (@instance, @flow, @times, @at)
        ON CONFLICT (instance_key, flow_id) DO UPDATE SET taken = engine_flows_taken.taken + excluded.taken, last_taken_at = excluded.last_taken_at
        """,
        "@instance", "@flow", "@times", "@at");

    public void Take(long instanceKey, string flowId, int times, DateTimeOffset at) => _take.Send(instanceKey, flowId, (long)times, at.Ms());
}
