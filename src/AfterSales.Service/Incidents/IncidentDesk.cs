using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AfterSales.Engine;
using AfterSales.Feel.Values;
using AfterSales.Service.Audit;
using AfterSales.Service.Languages;
using AfterSales.Service.Storage;
using AfterSales.Service.Timeline;
using AfterSales.Service.Workflows;

namespace AfterSales.Service.Incidents;

/// <summary>
/// Stuck steps for a person who is no programmer: which, where, what they see, and the two things that help: correcting a value and
/// having the step tried again.
/// </summary>
public sealed partial class IncidentDesk(ProcessEngine engine, WorkflowCatalog workflows)
{
    /// <summary>Longest value that may be entered, in characters of JSON.</summary>
    public const int LongestValue = 100_000;

    private const int Most = 500;

    private const string Select =
        """
        SELECT i.incident_key AS Key, i.type AS Type, i.message AS Message, i.created_at AS CreatedAt, i.instance_key AS InstanceKey,
               i.element_instance_key AS ElementInstanceKey, i.definition_key AS DefinitionKey, i.element_id AS ElementId, i.job_key AS JobKey,
               c.case_number AS CaseNumber, c.subject AS CaseSubject
        FROM engine_incidents i
        LEFT JOIN case_processes p ON p.instance_key = i.instance_key
        LEFT JOIN cases c ON c.case_number = p.case_number
        WHERE i.resolved_at IS NULL
        """;

    /// <summary>Values that belong to the domain: the case is kept in its own tables, and steps are told of it by this.</summary>
    private static readonly HashSet<string> OwnOfTheDomain = new(StringComparer.Ordinal) { "case" };

    /// <summary>Everything that is stuck, oldest first; at most 500.</summary>
    public Task<IReadOnlyList<OpenIncident>> ListAsync(CancellationToken ct = default) => engine.ReadAsync<IReadOnlyList<OpenIncident>>(
        db => [.. db.List<Row>($"{Select} ORDER BY i.created_at, i.incident_key LIMIT {Most}").Select(Describe)], ct);

    /// <summary>How many steps are stuck.</summary>
    public Task<int> CountAsync(CancellationToken ct = default) => engine.ReadAsync(
        db => (int)db.List<long>("SELECT count(*) FROM engine_incidents WHERE resolved_at IS NULL")[0], ct);

    /// <summary>One that is open; null when it is resolved or never was.</summary>
    public Task<OpenIncident?> FindAsync(long key, CancellationToken ct = default) => engine.ReadAsync(db => Find(db, key), ct);

    /// <summary>The values the step sees, its own before those of its instance.</summary>
    public Task<IReadOnlyList<IncidentVariable>> VariablesAsync(OpenIncident incident, CancellationToken ct = default) => engine.ReadAsync<IReadOnlyList<IncidentVariable>>(
        db => [.. db.List<(string Name, string Json, long Scope)>(
                "SELECT name, value_json, scope_key FROM engine_variables WHERE instance_key = @InstanceKey AND scope_key IN (@InstanceKey, @ElementInstanceKey)",
                new { incident.InstanceKey, incident.ElementInstanceKey })
            .GroupBy(row => row.Name, StringComparer.Ordinal)
            .Select(same => same.FirstOrDefault(row => row.Scope == incident.ElementInstanceKey) is { Name: not null } own ? own : same.First())
            .OrderBy(row => row.Name, StringComparer.Ordinal)
            .Select(row => new IncidentVariable(row.Name, row.Json, !OwnOfTheDomain.Contains(row.Name)))],
        ct);

    /// <summary>Puts a value in the place of the one the step sees, or adds it. Checked: a name expressions can use, JSON, not the domain's own.</summary>
    public async Task<Outcome<Done>> CorrectAsync(OpenIncident incident, string name, string json, string by, CancellationToken ct = default)
    {
        if (!IsName(name))
            return Failure.Invalid($"'{name}' is not the name of a value.");
        if (OwnOfTheDomain.Contains(name))
            return Failure.Invalid($"'{name}' belongs to the case itself and cannot be set here.");
        if (Read(json) is not { } value)
            return Failure.Invalid("The value is not JSON.");
        var set = await engine.Variables.SetAsync(
            incident.ElementInstanceKey, new FeelContext(new Dictionary<string, FeelValue> { [name] = value }), actor: by, ct: ct);
        if (set.IsOk)
            await engine.AddAuditAsync(Entry("incident.corrected", incident, ("names", name)), by, ct);
        return set;
    }

    /// <summary>Has the step made again; a job gets one more try. A step that stops again at once is given with its new message.</summary>
    public async Task<Retry> RetryAsync(long key, string by, CancellationToken ct = default)
    {
        if (await FindAsync(key, ct) is not { } incident)
            return new Retry(RetryResult.Gone);
        var resolved = await engine.Incidents.ResolveAsync(key, jobRetries: 1, by, ct: ct);
        if (!resolved.IsOk)
            return new Retry(RetryResult.Gone);
        // What stops a case is told in its timeline; this one would be told nowhere.
        if (incident.CaseNumber is null)
            await engine.AddAuditAsync(Entry("incident.retried", incident), by, ct);
        var again = await engine.ReadAsync(
            db => db.List<Row>($"{Select} AND i.instance_key = @InstanceKey AND i.element_id = @ElementId ORDER BY i.incident_key DESC LIMIT 1", new { incident.InstanceKey, incident.ElementId }),
            ct);
        if (again is [var row])
            return new Retry(RetryResult.StoppedAgain, Describe(row));
        return new Retry(incident.JobKey is null ? RetryResult.Went : RetryResult.Begun);
    }

    /// <summary>Whether expressions can use it: a letter or an underscore, then letters, digits, underscores.</summary>
    public static bool IsName(string name) => NameForm().IsMatch(name);

    /// <summary>The value of a JSON text; null when it is none or too long.</summary>
    public static FeelValue? Read(string json)
    {
        if (json.Length > LongestValue)
            return null;
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 32 });
            return FeelJson.Read(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private OpenIncident? Find(DbConnection db, long key) => db.List<Row>($"{Select} AND i.incident_key = @key", new { key }) is [var row] ? Describe(row) : null;

    private OpenIncident Describe(Row row) => new()
    {
        Key = row.Key,
        Type = row.Type,
        Message = row.Message,
        At = Instants.FromStored(row.CreatedAt),
        InstanceKey = row.InstanceKey,
        ElementInstanceKey = row.ElementInstanceKey,
        DefinitionKey = row.DefinitionKey,
        ElementId = row.ElementId,
        Step = workflows.ElementNames(row.DefinitionKey).GetValueOrDefault(row.ElementId) ?? new LocalText(row.ElementId),
        Workflow = workflows.Find(row.DefinitionKey)?.Name ?? new LocalText("–"),
        CaseNumber = row.CaseNumber,
        CaseSubject = row.CaseSubject,
        JobKey = row.JobKey,
    };

    private static AuditEntry Entry(string action, OpenIncident incident, params ReadOnlySpan<(string Name, string Value)> facts)
    {
        var known = new Dictionary<string, TimelineValue>();
        foreach (var (name, value) in facts)
            known[name] = TimelineValue.Of(value);
        return new AuditEntry(action, "incident", incident.CaseNumber ?? incident.InstanceKey.ToString(CultureInfo.InvariantCulture)) { Facts = known };
    }

    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{Nd}_]{0,99}$")]
    private static partial Regex NameForm();

    private sealed class Row
    {
        public long Key { get; init; }
        public string Type { get; init; } = "";
        public string Message { get; init; } = "";
        public long CreatedAt { get; init; }
        public long InstanceKey { get; init; }
        public long ElementInstanceKey { get; init; }
        public long DefinitionKey { get; init; }
        public string ElementId { get; init; } = "";
        public long? JobKey { get; init; }
        public string? CaseNumber { get; init; }
        public string? CaseSubject { get; init; }
    }
}
