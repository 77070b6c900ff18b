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

    /// <summary>The scopes a task sees variables of, its own first, and the keys of the variables that none further in hides; null when there is no such task.</summary>
    public static TaskScopes? ScopesOfUserTask(DbConnection db, long taskKey)
    {
        if (db.QueryFirstOrDefault<long?>("SELECT element_instance_key FROM engine_user_tasks WHERE task_key = @taskKey", new { taskKey }) is not { } elementInstanceKey)
            return null;
        var scopes = db.Query<long>($"{Scopes} SELECT key FROM scopes ORDER BY depth", new { elementInstanceKey }).ToList();
        var effective = db.Query<(string Name, long Key)>(
                $"{Scopes} SELECT v.name, v.variable_key FROM scopes s JOIN engine_variables v ON v.scope_key = s.key ORDER BY s.depth", new { elementInstanceKey })
            .DistinctBy(variable => variable.Name).Select(variable => variable.Key).ToList();
        return new TaskScopes(scopes, effective);
    }

    // The innermost scope comes first; the process itself is the scope whose own scope is 0.
    private const string Scopes =
        """
        WITH RECURSIVE scopes (key, depth) AS (
            SELECT @elementInstanceKey, 0
            UNION ALL
            SELECT e.scope_key, s.depth + 1 FROM scopes s JOIN engine_element_instances e ON e.element_instance_key = s.key WHERE e.scope_key <> 0
        )
        """;

    private static FeelContext Visible(DbConnection db, long elementInstanceKey)
    {
        var rows = db.Query<(string Name, string Json)>(
            $"{Scopes} SELECT v.name, v.value_json FROM scopes s JOIN engine_variables v ON v.scope_key = s.key ORDER BY s.depth", new { elementInstanceKey });
        var visible = new Dictionary<string, FeelValue>(StringComparer.Ordinal);
        foreach (var (name, json) in rows)
            visible.TryAdd(name, FeelJson.Parse(json));
        return new FeelContext(visible.OrderBy(entry => entry.Key, StringComparer.Ordinal));
    }
}

/// <summary>What a user task sees of the variables around it.</summary>
internal sealed record TaskScopes(IReadOnlyList<long> Scopes, IReadOnlyList<long> Effective);
