using AfterSales.Engine.Storage;

namespace AfterSales.Engine.Variables;

/// <summary>Current values of variables, kept for searching and reading; the engine itself works on the instance's state.</summary>
internal sealed class VariableTable(StoreSession session)
{
    private readonly PreparedSql _set = session.Prepare(
        """
        INSERT INTO engine_variables (variable_key, scope_key, instance_key, name, value_json, updated_at)
        VALUES (@key, @scope, @instance, @name, @value, @at)
        ON CONFLICT (scope_key, name) DO UPDATE SET value_json = excluded.value_json, updated_at = excluded.updated_at
        """,
        "@key", "@scope", "@instance", "@name", "@value", "@at");

    public void Set(long key, long scopeKey, long instanceKey, string name, string json, DateTimeOffset at) =>
        _set.Send(key, scopeKey, instanceKey, name, json, at.Ms());
}
