using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization;
using AfterSales.Engine;
using AfterSales.Engine.Commits;
using AfterSales.Service.Calendars.Editing;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Escalation;

/// <summary>
/// The policies: shipped as a file, edited in the database. An edit is seen at once here and within a few seconds by another node; the
/// ladders of open tasks follow it (<see cref="Editing.PolicyMoves"/>), what they told already stays told.
/// </summary>
public sealed class EscalationPolicies(ProcessEngine engine)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private volatile IReadOnlyDictionary<string, EscalationPolicy>? known;
    private long seen = -1;

    /// <summary>The policies of the shipped file.</summary>
    public static IReadOnlyList<EscalationPolicy> Shipped()
    {
        using var stream = typeof(EscalationPolicies).Assembly.GetManifestResourceStream("Escalation/policies.json")!;
        return JsonSerializer.Deserialize<EscalationPolicy[]>(stream, Format)!;
    }

    /// <summary>Every policy by id, as it is now.</summary>
    public Task<IReadOnlyList<EscalationPolicy>> AllAsync(CancellationToken ct = default) =>
        engine.ReadAsync<IReadOnlyList<EscalationPolicy>>(db => [.. Load(db).Values.OrderBy(policy => policy.Id, StringComparer.Ordinal)], ct);

    /// <summary>The policy as it is now, or null.</summary>
    public async Task<EscalationPolicy?> FindAsync(string id, CancellationToken ct = default) => (await AllAsync(ct)).FirstOrDefault(policy => policy.Id == id);

    /// <summary>The edits of a policy, latest first.</summary>
    public Task<List<RuleVersion>> HistoryAsync(string id, CancellationToken ct = default) => engine.ReadAsync(db => RuleVersionTable.Policies.Of(db, id), ct);

    internal static string Write(EscalationPolicy policy) => JsonSerializer.Serialize(policy, Format);

    /// <summary>Stores an edited policy, which has been checked; false when somebody else edited it meanwhile.</summary>
    internal bool Store(CommitContext commit, EscalationPolicy policy, string reason, RuleChanges changes, string fingerprint)
    {
        if (!RuleVersionTable.Policies.Add(commit, policy.Id, policy.Version, Write(policy), reason, changes, fingerprint))
            return false;
        commit.AfterCommit(() => known = null);
        return true;
    }

    /// <summary>Forgets what is known when another node edited a policy; the policies as they are now, by id.</summary>
    internal Task<IReadOnlyDictionary<string, EscalationPolicy>> ReloadAsync(CancellationToken ct) => engine.ReadAsync(
        db =>
        {
            var count = RuleVersionTable.Policies.Count(db);
            if (count != Interlocked.Exchange(ref seen, count))
                known = null;
            // What a reader sees may be older than an edit that is being stored, so it is not kept.
            return known ?? Load(db);
        }, ct);

    /// <summary>The policy, or null.</summary>
    internal EscalationPolicy? Find(CommitContext commit, string id) => (known ??= Load(commit)).GetValueOrDefault(id);

    /// <summary>The policy, or the standard one where the id is unknown: a typing error must not silence a deadline.</summary>
    internal EscalationPolicy FindOrStandard(CommitContext commit, string id) => Find(commit, id) ?? Find(commit, EscalationPolicy.StandardId)!;

    private static Dictionary<string, EscalationPolicy> Load(RowSource db)
    {
        var policies = Shipped().ToDictionary(policy => policy.Id, StringComparer.Ordinal);
        foreach (var (id, version, json) in RuleVersionTable.Policies.Latest(db))
            if (JsonSerializer.Deserialize<EscalationPolicy>(json, Format) is { } policy)
                policies[id] = policy with { Version = version };
        return policies;
    }
}
