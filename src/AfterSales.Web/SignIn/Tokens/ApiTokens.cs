using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using AfterSales.Engine;
using AfterSales.Engine.Storage;
using AfterSales.Service.Audit;
using AfterSales.Service.Timeline;
using Dapper;

namespace AfterSales.Web.SignIn.Tokens;

/// <summary>
/// Tokens for programs. A token is <c>ast_{id}_{secret}</c>; it is shown when it is made and nowhere after, since only its SHA-256 is
/// kept. That it was used is written at most once a minute, so that calling often costs no writes.
/// </summary>
public sealed class ApiTokens(ProcessEngine engine, IDbConnectionFactory connections, TimeProvider clock)
{
    /// <summary>What every token begins with, so that scanners for leaked secrets know one.</summary>
    public const string Prefix = "ast_";

    private const int SecretBytes = 32;
    private const int LongestToken = 100;
    private static readonly TimeSpan UseIsNoted = TimeSpan.FromMinutes(1);

    private const string Columns =
        """
        token_id AS Id, name AS Name, person_id AS PersonId, scopes AS Scopes, created_by AS CreatedBy, created_at AS CreatedAt,
        expires_at AS ExpiresAt, revoked_at AS RevokedAt, last_used_at AS LastUsedAt
        """;

    private readonly ConcurrentDictionary<string, DateTimeOffset> _noted = new(StringComparer.Ordinal);

    /// <summary>All that ever were, newest first.</summary>
    public Task<IReadOnlyList<ApiToken>> AllAsync(CancellationToken ct = default) => engine.ReadAsync<IReadOnlyList<ApiToken>>(
        db => [.. db.Query<Row>($"SELECT {Columns} FROM api_token ORDER BY created_at DESC, token_id").Select(row => row.ToToken())], ct);

    /// <summary>Makes a token.</summary>
    /// <returns>The token itself, this once.</returns>
    public async Task<string> CreateAsync(string name, string personId, IReadOnlyList<string> scopes, DateTimeOffset expiresAt, string by, CancellationToken ct = default)
    {
        var id = RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", 10);
        var token = $"{Prefix}{id}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes))}";
        await engine.WriteAsync(
            commit =>
            {
                commit.Connection.Execute(
                    """
                    INSERT INTO api_token (token_id, hash, name, person_id, scopes, created_by, created_at, expires_at)
                    VALUES (@id, @hash, @name, @personId, @scopes, @by, @now, @until)
                    """,
                    new
                    {
                        id, hash = Hash(token), name, personId, scopes = string.Join(',', scopes), by,
                        now = commit.Now.ToUnixTimeMilliseconds(), until = expiresAt.ToUnixTimeMilliseconds(),
                    },
                    commit.Transaction);
                AuditLog.Add(commit, Entry("token.created", id, name, scopes));
            },
            by, ct);
        return token;
    }

    /// <summary>Ends a token at once. False when there is none or it is ended.</summary>
    public Task<bool> RevokeAsync(string id, string by, CancellationToken ct = default) => engine.WriteAsync(
        commit =>
        {
            var ended = commit.Connection.Execute(
                "UPDATE api_token SET revoked_at = @now WHERE token_id = @id AND revoked_at IS NULL", new { id, now = commit.Now.ToUnixTimeMilliseconds() }, commit.Transaction) == 1;
            if (ended)
                AuditLog.Add(commit, Entry("token.revoked", id, commit.Connection.ExecuteScalar<string>("SELECT name FROM api_token WHERE token_id = @id", new { id }, commit.Transaction)!, []));
            return ended;
        },
        by, ct);

    /// <summary>The token that somebody shows, if it is one of ours and still good; its use is noted.</summary>
    public async Task<ApiToken?> RecogniseAsync(string token)
    {
        if (token.Length is 0 or > LongestToken || !token.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var now = clock.GetUtcNow();
        if (Find(Hash(token)) is not { } known || !known.IsGood(now))
            return null;
        var noted = _noted.GetValueOrDefault(known.Id, known.LastUsedAt ?? DateTimeOffset.MinValue);
        if ((now - noted).Duration() >= UseIsNoted)
        {
            _noted[known.Id] = now;
            await engine.WriteAsync(commit => commit.Connection.Execute(
                "UPDATE api_token SET last_used_at = @now WHERE token_id = @Id", new { known.Id, now = now.ToUnixTimeMilliseconds() }, commit.Transaction));
        }
        return known;
    }

    private ApiToken? Find(string hash)
    {
        using var connection = connections.OpenRead();
        return connection.QueryFirstOrDefault<Row>($"SELECT {Columns} FROM api_token WHERE hash = @hash", new { hash })?.ToToken();
    }

    // Slow hashing is for passwords, which people choose; this is chance, and looked up by its hash no comparison tells anything by its length.
    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static AuditEntry Entry(string action, string id, string name, IReadOnlyList<string> scopes) => new(action, "token", id)
    {
        Facts = new Dictionary<string, TimelineValue> { ["name"] = TimelineValue.Of(name), ["rights"] = TimelineValue.Of(string.Join(", ", scopes)) },
    };

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
        public string PersonId { get; init; } = "";
        public string Scopes { get; init; } = "";
        public string CreatedBy { get; init; } = "";
        public long CreatedAt { get; init; }
        public long ExpiresAt { get; init; }
        public long? RevokedAt { get; init; }
        public long? LastUsedAt { get; init; }

        public ApiToken ToToken() => new()
        {
            Id = Id,
            Name = Name,
            PersonId = PersonId,
            Scopes = Scopes.Split(',', StringSplitOptions.RemoveEmptyEntries),
            CreatedBy = CreatedBy,
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
            ExpiresAt = DateTimeOffset.FromUnixTimeMilliseconds(ExpiresAt),
            RevokedAt = RevokedAt is { } revoked ? DateTimeOffset.FromUnixTimeMilliseconds(revoked) : null,
            LastUsedAt = LastUsedAt is { } used ? DateTimeOffset.FromUnixTimeMilliseconds(used) : null,
        };
    }
}
