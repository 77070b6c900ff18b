using System.Data.Common;
using Dapper;

namespace AfterSales.Engine.Deployments;

/// <summary>Reading deployed files by their key, whatever their kind; what is deleted is not found.</summary>
internal static class ResourceQueries
{
    // Processes, decisions and forms have keys of one generator: at most one table knows a key.
    public static ResourceRow? Find(DbConnection db, long key) => db.Query<(long Key, string Id, string Name, long Version, string? Tag)>(
        """
        SELECT definition_key, process_id, resource_name, version, version_tag FROM engine_process_definitions WHERE definition_key = @key AND deleted_at IS NULL
        UNION ALL
        SELECT requirements_key, requirements_id, resource_name, version, NULL FROM engine_decision_requirements WHERE requirements_key = @key AND deleted_at IS NULL
        UNION ALL
        SELECT form_key, form_id, resource_name, version, version_tag FROM engine_forms WHERE form_key = @key AND deleted_at IS NULL
        """, new { key }).Select(row => new ResourceRow(row.Key, row.Id, row.Name, (int)row.Version, row.Tag)).FirstOrDefault();

    public static string? Content(DbConnection db, long key) => db.QueryFirstOrDefault<string?>(
        """
        SELECT xml FROM engine_process_definitions WHERE definition_key = @key AND deleted_at IS NULL
        UNION ALL
        SELECT xml FROM engine_decision_requirements WHERE requirements_key = @key AND deleted_at IS NULL
        UNION ALL
        SELECT schema_json FROM engine_forms WHERE form_key = @key AND deleted_at IS NULL
        """, new { key });
}
