using System.Data.Common;
using AfterSales.Engine.Storage;

namespace AfterSales.Engine.Deployments;

/// <summary>Deployments, processes and decisions.</summary>
internal sealed class DefinitionTable(StoreSession session)
{
    public const string SelectProcess =
        """
        SELECT definition_key, process_id, name, version, version_tag, resource_name, checksum, deployment_key, deployed_at, is_latest, start_form_id, xml, deleted_at
        FROM engine_process_definitions
        """;

    private readonly PreparedSql _process = session.Prepare(SelectProcess + " WHERE definition_key = @key", "@key");

    private readonly PreparedSql _latest = session.Prepare(
        "SELECT definition_key, version, checksum FROM engine_process_definitions WHERE process_id = @id AND is_latest = 1", "@id");

    private readonly PreparedSql _version = session.Prepare(
        "SELECT definition_key FROM engine_process_definitions WHERE process_id = @id AND version = @version AND deleted_at IS NULL", "@id", "@version");

    private readonly PreparedSql _lastVersion = session.Prepare("SELECT MAX(version) FROM engine_process_definitions WHERE process_id = @id", "@id");

    private readonly PreparedSql _deleted = session.Prepare(
        "SELECT CASE WHEN deleted_at IS NULL THEN 0 ELSE 1 END FROM engine_process_definitions WHERE definition_key = @key", "@key");

    private readonly PreparedSql _byTag = session.Prepare(
        "SELECT definition_key FROM engine_process_definitions WHERE process_id = @id AND version_tag = @tag AND deleted_at IS NULL ORDER BY version DESC LIMIT 1", "@id", "@tag");

    private readonly PreparedSql _content = session.Prepare(
        "SELECT definition_key FROM engine_deployment_contents WHERE deployment_key = @deployment AND kind = @kind AND resource_id = @id",
        "@deployment", "@kind", "@id");

    private readonly PreparedSql _insertContent = session.Prepare(
        """
        INSERT INTO engine_deployment_contents (deployment_key, kind, resource_id, definition_key) VALUES (@deployment, @kind, @id, @key)
        ON CONFLICT DO NOTHING
        """,
        "@deployment", "@kind", "@id", "@key");

    private readonly PreparedSql _insertDeployment = session.Prepare(
        "INSERT INTO engine_deployments (deployment_key, deployed_at) VALUES (@key, @at)", "@key", "@at");

    private readonly PreparedSql _noLongerLatest = session.Prepare(
        "UPDATE engine_process_definitions SET is_latest = 0 WHERE process_id = @id AND is_latest = 1", "@id");

    private readonly PreparedSql _insertProcess = session.Prepare(
        """
        INSERT INTO engine_process_definitions
            (definition_key, process_id, name, version, version_tag, resource_name, checksum, xml, start_form_id, deployment_key, deployed_at, is_latest)
        VALUES (@key, @id, @name, @version, @tag, @resource, @checksum, @xml, @startForm, @deployment, @at, 1)
        """, "@key", "@id", "@name", "@version", "@tag", "@resource", "@checksum", "@xml", "@startForm", "@deployment", "@at");

    private readonly PreparedSql _latestRequirements = session.Prepare(
        "SELECT requirements_key, version, checksum FROM engine_decision_requirements WHERE requirements_id = @id AND is_latest = 1", "@id");

    private readonly PreparedSql _requirementsNoLongerLatest = session.Prepare(
        "UPDATE engine_decision_requirements SET is_latest = 0 WHERE requirements_id = @id AND is_latest = 1", "@id");

    private readonly PreparedSql _insertRequirements = session.Prepare(
        """
        INSERT INTO engine_decision_requirements
            (requirements_key, requirements_id, name, version, resource_name, checksum, xml, deployment_key, deployed_at, is_latest)
        VALUES (@key, @id, @name, @version, @resource, @checksum, @xml, @deployment, @at, 1)
        """, "@key", "@id", "@name", "@version", "@resource", "@checksum", "@xml", "@deployment", "@at");

    private readonly PreparedSql _lastDecisionVersion = session.Prepare(
        "SELECT MAX(version) FROM engine_decision_definitions WHERE decision_id = @id", "@id");

    private readonly PreparedSql _lastRequirementsVersion = session.Prepare(
        "SELECT MAX(version) FROM engine_decision_requirements WHERE requirements_id = @id", "@id");

    private readonly PreparedSql _decisionNoLongerLatest = session.Prepare(
        "UPDATE engine_decision_definitions SET is_latest = 0 WHERE decision_id = @id AND is_latest = 1", "@id");

    private readonly PreparedSql _insertDecision = session.Prepare(
        """
        INSERT INTO engine_decision_definitions
            (definition_key, decision_id, name, version, version_tag, requirements_key, deployment_key, is_latest)
        VALUES (@key, @id, @name, @version, @tag, @requirements, @deployment, 1)
        """, "@key", "@id", "@name", "@version", "@tag", "@requirements", "@deployment");

    private readonly PreparedSql _decisionsOf = session.Prepare(
        """
        SELECT definition_key, decision_id, name, version, deployment_key, is_latest FROM engine_decision_definitions
        WHERE requirements_key = @requirements ORDER BY definition_key
        """, "@requirements");

    private readonly PreparedSql _latestDecision = session.Prepare(
        "SELECT requirements_key FROM engine_decision_definitions WHERE decision_id = @id AND is_latest = 1", "@id");

    private readonly PreparedSql _decisionByTag = session.Prepare(
        """
        SELECT d.requirements_key FROM engine_decision_definitions d JOIN engine_decision_requirements r ON r.requirements_key = d.requirements_key
        WHERE d.decision_id = @id AND d.version_tag = @tag AND r.deleted_at IS NULL ORDER BY d.version DESC LIMIT 1
        """, "@id", "@tag");

    private readonly PreparedSql _decisionOfDeployment = session.Prepare(
        """
        SELECT d.requirements_key FROM engine_deployment_contents c JOIN engine_decision_definitions d ON d.definition_key = c.definition_key
        WHERE c.deployment_key = @deployment AND c.kind = 'decision' AND c.resource_id = @id
        """, "@deployment", "@id");

    private readonly PreparedSql _requirementsXml = session.Prepare(
        "SELECT xml FROM engine_decision_requirements WHERE requirements_key = @key", "@key");

    private readonly Dictionary<string, StoredVersion?> _latestKnown = new(StringComparer.Ordinal);
    private readonly Dictionary<long, bool> _deletedKnown = [];

    public StoredProcess? Process(long key) => _process.First(ReadProcess, key);

    /// <summary>Asked once in a transaction, however many instances it starts: nobody else deploys meanwhile.</summary>
    public StoredVersion? LatestProcess(string processId)
    {
        if (!_latestKnown.TryGetValue(processId, out var latest))
            _latestKnown[processId] = latest = _latest.First(ReadVersion, processId);
        return latest;
    }

    /// <summary>A transaction begins, or a part of it was undone.</summary>
    public void ForgetLatest()
    {
        _latestKnown.Clear();
        _deletedKnown.Clear();
    }

    public long ProcessVersion(string processId, int version) => _version.First(row => row.GetInt64(0), processId, (long)version);

    public long ProcessByTag(string processId, string tag) => _byTag.First(row => row.GetInt64(0), processId, tag);

    public long OfDeployment(long deploymentKey, string kind, string id) => _content.First(row => row.GetInt64(0), deploymentKey, kind, id);

    public void InsertDeployment(long key, DateTimeOffset at) => _insertDeployment.Send(key, at.Ms());

    public void InsertContent(long deploymentKey, string kind, string id, long definitionKey) => _insertContent.Send(deploymentKey, kind, id, definitionKey);

    public void InsertProcess(ProcessDefinitionRow row, string xml)
    {
        _latestKnown.Clear();
        _noLongerLatest.Send(row.ProcessDefinitionId);
        _insertProcess.Send(
            row.ProcessDefinitionKey, row.ProcessDefinitionId, row.Name, (long)row.Version, row.VersionTag, row.ResourceName, row.Checksum, xml,
            row.StartFormId, row.DeploymentKey, row.DeployedAt.Ms());
    }

    public StoredVersion? LatestRequirements(string id) => _latestRequirements.First(ReadVersion, id);

    public void InsertRequirements(long key, string id, string? name, int version, string resource, string checksum, string xml, long deploymentKey, DateTimeOffset at)
    {
        _requirementsNoLongerLatest.Send(id);
        _insertRequirements.Send(key, id, name, (long)version, resource, checksum, xml, deploymentKey, at.Ms());
    }

    /// <summary>The highest version there ever was, deleted ones included: no version is given twice. 0 when there was none; the same for the two below.</summary>
    public int LastProcessVersion(string id) => (int)(_lastVersion.First(row => row.LongOrNull(0), id) ?? 0);

    public int LastRequirementsVersion(string id) => (int)(_lastRequirementsVersion.First(row => row.LongOrNull(0), id) ?? 0);

    /// <summary>Asked once in a transaction, like <see cref="LatestProcess"/>.</summary>
    public bool IsDeletedProcess(long key)
    {
        if (!_deletedKnown.TryGetValue(key, out var deleted))
            _deletedKnown[key] = deleted = _deleted.First(row => row.GetInt64(0), key) != 0;
        return deleted;
    }

    public int LastDecisionVersion(string id) => (int)(_lastDecisionVersion.First(row => row.LongOrNull(0), id) ?? 0);

    public void InsertDecision(DecisionDefinitionRow row, string? versionTag)
    {
        _decisionNoLongerLatest.Send(row.DecisionDefinitionId);
        _insertDecision.Send(
            row.DecisionDefinitionKey, row.DecisionDefinitionId, row.Name, (long)row.Version, versionTag, row.DecisionRequirementsKey, row.DeploymentKey);
    }

    public List<DecisionDefinitionRow> DecisionsOf(long requirementsKey) => _decisionsOf.Query(row => new DecisionDefinitionRow
    {
        DecisionDefinitionKey = row.GetInt64(0),
        DecisionDefinitionId = row.GetString(1),
        Name = row.TextOrNull(2),
        Version = (int)row.GetInt64(3),
        DeploymentKey = row.GetInt64(4),
        IsLatestVersion = row.GetInt64(5) != 0,
        DecisionRequirementsKey = requirementsKey,
    }, requirementsKey);

    /// <summary>The key of the decision's requirements (its file), 0 when there is none; the same for the two below.</summary>
    public long LatestDecision(string decisionId) => _latestDecision.First(row => row.GetInt64(0), decisionId);

    public long DecisionByTag(string decisionId, string tag) => _decisionByTag.First(row => row.GetInt64(0), decisionId, tag);

    public long DecisionOfDeployment(long deploymentKey, string decisionId) => _decisionOfDeployment.First(row => row.GetInt64(0), deploymentKey, decisionId);

    public string RequirementsXml(long key) => _requirementsXml.First(row => row.GetString(0), key)
        ?? throw new InvalidOperationException($"Expected decision requirements {key} to be stored, but they are not.");

    private static StoredVersion ReadVersion(DbDataReader row) => new(row.GetInt64(0), (int)row.GetInt64(1), row.GetString(2));

    public static StoredProcess ReadProcess(DbDataReader row) => new(
        new ProcessDefinitionRow
        {
            ProcessDefinitionKey = row.GetInt64(0),
            ProcessDefinitionId = row.GetString(1),
            Name = row.TextOrNull(2),
            Version = (int)row.GetInt64(3),
            VersionTag = row.TextOrNull(4),
            ResourceName = row.GetString(5),
            Checksum = row.GetString(6),
            DeploymentKey = row.GetInt64(7),
            DeployedAt = row.Instant(8),
            IsLatestVersion = row.GetInt64(9) != 0,
            StartFormId = row.TextOrNull(10),
            IsDeleted = !row.IsDBNull(12),
        },
        row.GetString(11));
}

internal sealed record StoredProcess(ProcessDefinitionRow Row, string Xml);

internal sealed record StoredVersion(long Key, int Version, string Checksum);
