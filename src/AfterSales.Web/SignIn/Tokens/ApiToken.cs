namespace AfterSales.Web.SignIn.Tokens;

/// <summary>A token as it is kept: everything but the token.</summary>
public sealed record ApiToken
{
    /// <summary>Public part, by which people tell tokens apart; also the second part of the token.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Whose rights it has. When he leaves, the token stops.</summary>
    public required string PersonId { get; init; }

    /// <summary>Of <see cref="TokenScopes.All"/>.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>To the minute; null while it was never used.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    public bool IsGood(DateTimeOffset now) => RevokedAt is null && now < ExpiresAt;
}
