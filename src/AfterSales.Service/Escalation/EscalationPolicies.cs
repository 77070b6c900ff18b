using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization;
using AfterSales.Engine;
using AfterSales.Engine.Commits;
using Dapper;

namespace AfterSales.Service.Escalation;

/// <summary>
/// The policies: shipped as a file, kept in the database, edited there. A task keeps the steps that its policy had when the task was
/// created. Another node sees an edited policy after its restart.
/// </summary>
public sealed class EscalationPolicies(ProcessEngine engine)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private volatile IReadOnlyDictionary<string, EscalationPolicy>? known;

    /// <summary>The policies of the shipped file.</summary>
    public static IReadOnlyList<EscalationPolicy> Shipped()
    {
        using var stream = typeof(EscalationPolicies).Assembly.GetManifestResourceStream("Escalation/policies.json")!;
        return JsonSerializer.Deserialize<EscalationPolicy[]>(stream, Format)!;
    }

    /// <summary>Puts the shipped policies into the database, except where one was edited there; done at every start.</summary>
    public async Task SeedAsync(CancellationToken ct = default)
    {
        await engine.WriteAsync(commit =>
        {
            foreach (var policy in Shipped())
                Store(commit, policy, edited: false);
        }, ct: ct);
        known = null;
    }

    /// <summary>Stores an edited policy; running ladders keep their steps.</summary>
    public async Task<Outcome<Done>> SaveAsync(EscalationPolicy policy, string? by, CancellationToken ct = default)
    {
        if (policy.Fault() is { } fault)
            return Failure.Invalid(fault);
        await engine.WriteAsync(commit => Store(commit, policy, edited: true), by, ct);
        known = null;
        return default(Done);
    }

    /// <summary>Every policy by id.</summary>
    public Task<IReadOnlyList<EscalationPolicy>> AllAsync(CancellationToken ct = default) =>
        engine.ReadAsync<IReadOnlyList<EscalationPolicy>>(db => [.. Load(db, null).Values.OrderBy(policy => policy.Id, StringComparer.Ordinal)], ct);

    /// <summary>The policy, or the standard one where the id is unknown: a typing error must not silence a deadline.</summary>
    internal EscalationPolicy Find(CommitContext commit, string id)
    {
        var policies = known ??= Load(commit.Connection, commit.Transaction);
        return policies.GetValueOrDefault(id) ?? policies[EscalationPolicy.StandardId];
    }

    private static Dictionary<string, EscalationPolicy> Load(DbConnection db, DbTransaction? transaction)
    {
        var policies = Shipped().ToDictionary(policy => policy.Id, StringComparer.Ordinal);
        foreach (var json in db.Query<string>("SELECT definition FROM escalation_policy", transaction: transaction))
            if (JsonSerializer.Deserialize<EscalationPolicy>(json, Format) is { } policy)
                policies[policy.Id] = policy;
        return policies;
    }

    private static void Store(CommitContext commit, EscalationPolicy policy, bool edited) => commit.Connection.Execute(
        """
        INSERT INTO escalation_policy (policy_id, definition, edited, updated_at) VALUES (@id, @json, @edited, @now)
        ON CONFLICT (policy_id) DO UPDATE SET definition = excluded.definition, edited = excluded.edited, updated_at = excluded.updated_at
        WHERE excluded.edited = 1 OR escalation_policy.edited = 0
        """,
        new { id = policy.Id, json = JsonSerializer.Serialize(policy, Format), edited = edited ? 1 : 0, now = commit.Now.ToUnixTimeMilliseconds() },
        commit.Transaction);
}
