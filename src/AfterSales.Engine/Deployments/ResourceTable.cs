using AfterSales.Engine.Storage;

namespace AfterSales.Engine.Deployments;

/// <summary>Deployed files that are taken back, and which version is the latest then.</summary>
internal sealed class ResourceTable(StoreSession session)
{
    private readonly PreparedSql _deleteProcess = session.Prepare(
        "UPDATE engine_process_definitions SET deleted_at = @at, is_latest = 0 WHERE definition_key = @key", "@at", "@key");

    private readonly PreparedSql _processBefore = session.Prepare(
        "SELECT definition_key FROM engine_process_definitions WHERE process_id = @id AND deleted_at IS NULL ORDER BY version DESC LIMIT 1", "@id");

    private readonly PreparedSql _latestProcess = session.Prepare("UPDATE engine_process_definitions SET is_latest = 1 WHERE definition_key = @key", "@key");

    private readonly PreparedSql _requirements = session.Prepare(
        "SELECT requirements_id, resource_name, is_latest FROM engine_decision_requirements WHERE requirements_key = @key AND deleted_at IS NULL", "@key");

    private readonly PreparedSql _deleteRequirements = session.Prepare(
        "UPDATE engine_decision_requirements SET deleted_at = @at, is_latest = 0 WHERE requirements_key = @key", "@at", "@key");

    private readonly PreparedSql _requirementsBefore = session.Prepare(
        """
        UPDATE engine_decision_requirements SET is_latest = 1 WHERE requirements_key =
            (SELECT requirements_key FROM engine_decision_requirements WHERE requirements_id = @id AND deleted_at IS NULL ORDER BY version DESC LIMIT 1)
        """, "@id");

    private readonly PreparedSql _deleteDecision = session.Prepare("UPDATE engine_decision_definitions SET is_latest = 0 WHERE definition_key = @key", "@key");

    private readonly PreparedSql _decisionBefore = session.Prepare(
        """
        UPDATE engine_decision_definitions SET is_latest = 1 WHERE definition_key =
            (SELECT d.definition_key FROM engine_decision_definitions d JOIN engine_decision_requirements r ON r.requirements_key = d.requirements_key
             WHERE d.decision_id = @id AND r.deleted_at IS NULL ORDER BY d.version DESC LIMIT 1)
        """, "@id");

    private readonly PreparedSql _form = session.Prepare("SELECT form_id, resource_name, is_latest FROM engine_forms WHERE form_key = @key AND deleted_at IS NULL", "@key");

    private readonly PreparedSql _deleteForm = session.Prepare("UPDATE engine_forms SET deleted_at = @at, is_latest = 0 WHERE form_key = @key", "@at", "@key");

    private readonly PreparedSql _formBefore = session.Prepare(
        """
        UPDATE engine_forms SET is_latest = 1 WHERE form_key =
            (SELECT form_key FROM engine_forms WHERE form_id = @id AND deleted_at IS NULL ORDER BY version DESC LIMIT 1)
        """, "@id");

    /// <returns>The key of the version that is the latest now, or 0.</returns>
    public long DeleteProcess(ProcessDefinitionRow row, DateTimeOffset at)
    {
        session.Definitions.ForgetLatest();
        _deleteProcess.Send(at.Ms(), row.ProcessDefinitionKey);
        var latest = row.IsLatestVersion ? _processBefore.First(found => found.GetInt64(0), row.ProcessDefinitionId) : 0;
        if (latest != 0)
            _latestProcess.Send(latest);
        return latest;
    }

    /// <returns>The name of the file, or null when no decisions have the key.</returns>
    public string? DeleteRequirements(long key, DateTimeOffset at)
    {
        if (_requirements.First(Read, key) is not { } file)
            return null;
        _deleteRequirements.Send(at.Ms(), key);
        if (file.IsLatest)
            _requirementsBefore.Send(file.Id);
        foreach (var decision in session.Definitions.DecisionsOf(key).Where(decision => decision.IsLatestVersion))
        {
            _deleteDecision.Send(decision.DecisionDefinitionKey);
            _decisionBefore.Send(decision.DecisionDefinitionId);
        }
        return file.ResourceName;
    }

    /// <returns>The name of the file, or null when no form has the key.</returns>
    public string? DeleteForm(long key, DateTimeOffset at)
    {
        if (_form.First(Read, key) is not { } file)
            return null;
        _deleteForm.Send(at.Ms(), key);
        if (file.IsLatest)
            _formBefore.Send(file.Id);
        return file.ResourceName;
    }

    private static StoredResource Read(System.Data.Common.DbDataReader row) => new(row.GetString(0), row.GetString(1), row.GetInt64(2) != 0);

    private sealed record StoredResource(string Id, string ResourceName, bool IsLatest);
}
