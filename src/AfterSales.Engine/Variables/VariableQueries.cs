using System.Data.Common;
using AfterSales.Feel.Values;
using Dapper;

namespace AfterSales.Engine.Variables;

/// <summary>Reading variables from their rows.</summary>
internal static class VariableQueries
{
    public static FeelValue? OfScope(DbConnection db, long scopeKey, string name)
    {
        var json = db.QueryFirstOrDefault<string?>("SELECT value_json FROM engine_variables WHERE scope_key = @scopeKey AND name = @name", new { scopeKey, name });
        return json is null ? null : FeelJson.Parse(json);
    }

    public static FeelContext? VisibleFromUserTask(DbConnection db, long taskKey)
    {
        var element = db.QueryFirstOrDefault<long?>("SELECT element_instance_key FROM engine_user_tasks WHERE task_key = @taskKey", new { taskKey });
        return element is { } key ? Visible(db, key) : null;
    }

    // The innermost scope comes first; the process itself is the scope whose own scope is 0.
    private static FeelContext Visible(DbConnection db, long elementInstanceKey)
    {
        var rows = db.Query<(string Name, string Json)>(
            """
            WITH RECURSIVE scopes (key, depth) AS (
                SELECT @elementInstanceKey, 0
                UNION ALL
                SELECT e.scope_key, s.depth + 1 FROM scopes s JOIN engine_element_instances e ON e.element_instance_key = s.key WHERE e.scope_key <> 0
            )
            SELECT v.name, v.value_json FROM scopes s JOIN engine_variables v ON v.scope_key = s.key ORDER BY s.depth
            """,
            new { elementInstanceKey });
        var visible = new Dictionary<string, FeelValue>(StringComparer.Ordinal);
        foreach (var (name, json) in rows)
            visible.TryAdd(name, FeelJson.Parse(json));
        return new FeelContext(visible.OrderBy(entry => entry.Key, StringComparer.Ordinal));
    }
}
