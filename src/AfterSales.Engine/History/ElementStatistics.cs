using System.Data.Common;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Search;
using AfterSales.Engine.Storage;
using Dapper;

namespace AfterSales.Engine.History;

/// <summary>How often an element was passed, and how those passes stand.</summary>
public sealed record ElementCount
{
    public string ElementId { get; init; } = "";
    public long Active { get; init; }
    public long Canceled { get; init; }
    public long Incidents { get; init; }
    public long Completed { get; init; }
}

/// <summary>Passes counted per element. Goes by instance, which has an index: what has ended has none by element.</summary>
internal static class ElementStatistics
{
    private const string Counts =
        """
        SELECT e.element_id AS ElementId,
               COUNT(CASE WHEN e.state = 'ACTIVE' THEN 1 END) AS Active,
               COUNT(CASE WHEN e.state = 'TERMINATED' THEN 1 END) AS Canceled,
               COUNT(CASE WHEN e.incidents > 0 AND e.ended_at IS NULL THEN 1 END) AS Incidents,
               COUNT(CASE WHEN e.state = 'COMPLETED' THEN 1 END) AS Completed
        FROM engine_element_instances e
        """;

    private const string ByElement = "AND e.type <> 'PROCESS' GROUP BY e.element_id ORDER BY e.element_id";

    public static List<ElementCount> OfInstance(DbConnection db, long instanceKey) =>
        [.. db.Query<ElementCount>($"{Counts} WHERE e.instance_key = @instanceKey {ByElement}", new { instanceKey })];

    /// <summary>Passes made in a version, of those instances the filters find that follow it or did before they went over to another.</summary>
    public static Outcome<Func<DbConnection, List<ElementCount>>> OfDefinition(IEngineStore store, long definitionKey, SearchRequest instances)
    {
        var parameters = new DynamicParameters();
        var sql = OfDefinition(store, definitionKey, instances, parameters);
        return sql.IsOk ? (Func<DbConnection, List<ElementCount>>)(db => [.. db.Query<ElementCount>(sql.Value, parameters)]) : sql.Failure;
    }

    /// <summary>The statement; its values are added to <paramref name="parameters"/>.</summary>
    internal static Outcome<string> OfDefinition(IEngineStore store, long definitionKey, SearchRequest instances, DynamicParameters parameters)
    {
        parameters.Add("definitionKey", definitionKey);
        var where = new Condition<ProcessInstanceRow>(Entities.ProcessInstances, store, parameters).Of(instances);
        if (!where.IsOk)
            return where.Failure;
        return $"""
            {Counts} WHERE e.definition_key = @definitionKey AND e.instance_key IN (
                SELECT i.instance_key FROM {Entities.ProcessInstances.From} WHERE i.definition_key = @definitionKey AND {where.Value}
                UNION
                SELECT i.instance_key FROM {Entities.ProcessInstances.From}
                WHERE i.instance_key IN (SELECT l.instance_key FROM engine_left_versions l WHERE l.definition_key = @definitionKey) AND {where.Value})
            {ByElement}
            """;
    }
}
