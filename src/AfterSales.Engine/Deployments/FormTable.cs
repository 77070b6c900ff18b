using AfterSales.Bpmn.Model;
using AfterSales.Engine.Storage;

namespace AfterSales.Engine.Deployments;

/// <summary>Forms.</summary>
internal sealed class FormTable(StoreSession session)
{
    private readonly PreparedSql _latest = session.Prepare(
        "SELECT form_key, version, checksum FROM engine_forms WHERE form_id = @id AND is_latest = 1", "@id");

    private readonly PreparedSql _byTag = session.Prepare(
        "SELECT form_key FROM engine_forms WHERE form_id = @id AND version_tag = @tag AND deleted_at IS NULL ORDER BY version DESC LIMIT 1", "@id", "@tag");

    private readonly PreparedSql _lastVersion = session.Prepare("SELECT MAX(version) FROM engine_forms WHERE form_id = @id", "@id");

    private readonly PreparedSql _noLongerLatest = session.Prepare("UPDATE engine_forms SET is_latest = 0 WHERE form_id = @id AND is_latest = 1", "@id");

    private readonly PreparedSql _insert = session.Prepare(
        """
        INSERT INTO engine_forms (form_key, form_id, version, version_tag, resource_name, checksum, schema_json, deployment_key, deployed_at, is_latest)
        VALUES (@key, @id, @version, @tag, @resource, @checksum, @schema, @deployment, @at, 1)
        """, "@key", "@id", "@version", "@tag", "@resource", "@checksum", "@schema", "@deployment", "@at");

    public StoredVersion? Latest(string id) => _latest.First(row => new StoredVersion(row.GetInt64(0), (int)row.GetInt64(1), row.GetString(2)), id);

    /// <summary>The highest version there ever was, deleted ones included; 0 when there was none.</summary>
    public int LastVersion(string id) => (int)(_lastVersion.First(row => row.LongOrNull(0), id) ?? 0);

    public void Insert(FormRow form, string? versionTag, string checksum, string schema)
    {
        _noLongerLatest.Send(form.FormId);
        _insert.Send(
            form.FormKey, form.FormId, (long)form.Version, versionTag, form.ResourceName, checksum, schema, form.DeploymentKey, form.DeployedAt.Ms());
    }

    /// <summary>The form version an element means at this moment; null when there is none.</summary>
    public long? Resolve(string formId, BindingType binding, string? versionTag, long deploymentKey)
    {
        var key = binding switch
        {
            BindingType.Deployment => session.Definitions.OfDeployment(deploymentKey, "form", formId),
            BindingType.VersionTag => _byTag.First(row => row.GetInt64(0), formId, versionTag),
            _ => Latest(formId)?.Key ?? 0,
        };
        return key == 0 ? null : key;
    }
}
