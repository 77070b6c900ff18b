using System.Data.Common;
using Dapper;

namespace AfterSales.Engine.History;

/// <summary>Reading the flows an instance took.</summary>
internal static class FlowQueries
{
    public static IReadOnlyList<FlowRow> OfInstance(DbConnection db, long instanceKey) =>
        [.. db.Query<FlowRow>(
            """
            SELECT instance_key AS ProcessInstanceKey, flow_id AS FlowId, taken AS Taken, last_taken_at AS LastTakenAt
            FROM engine_flows_taken WHERE instance_key = @instanceKey ORDER BY last_taken_at, flow_id
            """,
            new { instanceKey })];
}
