using System.Data.Common;
using Dapper;

namespace AfterSales.Engine.Deployments;

/// <summary>Reading forms with their schema.</summary>
internal static class FormQueries
{
    private const string Select = "SELECT f.form_key AS FormKey, f.form_id AS FormId, f.version AS Version, f.schema_json AS Schema FROM engine_forms f";

    public static Form? ByKey(DbConnection db, long formKey) => First(db, $"{Select} WHERE f.form_key = @formKey", new { formKey });

    public static Form? Latest(DbConnection db, string formId) => First(db, $"{Select} WHERE f.form_id = @formId AND f.is_latest = 1", new { formId });

    public static Form? OfUserTask(DbConnection db, long taskKey) =>
        First(db, $"{Select} JOIN engine_user_tasks t ON t.form_key = f.form_key WHERE t.task_key = @taskKey", new { taskKey });

    private static Form? First(DbConnection db, string sql, object parameters)
    {
        var row = db.QueryFirstOrDefault<(long Key, string Id, long Version, string Schema)?>(sql, parameters);
        return row is { } found ? new Form(found.Key, found.Id, (int)found.Version, found.Schema) : null;
    }
}
