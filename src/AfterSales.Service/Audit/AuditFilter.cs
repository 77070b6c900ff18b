namespace AfterSales.Service.Audit;

/// <summary>Which entries of the log; what is null does not narrow.</summary>
public sealed record AuditFilter
{
    /// <summary>Longest page.</summary>
    public const int Most = 10_000;

    /// <summary>Who did it: the id of a person, or <c>customer:</c> and an address.</summary>
    public string? Actor { get; init; }

    /// <summary>The first word of the action: one of <see cref="AuditGroups.All"/>.</summary>
    public string? Group { get; init; }

    /// <summary>A part of the id of what it was done to: a case number, a person, a rule.</summary>
    public string? Object { get; init; }

    /// <summary>First instant.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The first instant that no longer counts.</summary>
    public DateTimeOffset? Until { get; init; }

    public int Skip { get; init; }

    /// <summary>1 to <see cref="Most"/>.</summary>
    public int Take { get; init; } = 100;
}

/// <summary>The groups of actions a reader may ask for.</summary>
public static class AuditGroups
{
    /// <summary>First words of kinds and actions that people cause, in the order they are offered.</summary>
    public static IReadOnlyList<string> All { get; } =
        ["case", "task", "record", "incident", "mail", "person", "account", "token", "calendar", "policy", "designer", "engine"];
}
