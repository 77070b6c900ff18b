using AfterSales.Service.Languages;

namespace AfterSales.Service.People;

/// <summary>
/// A function in the company that lanes and candidate groups name (ROL-01: a role is a function, not a person).
/// </summary>
public sealed record Role
{
    /// <summary>The kebab-case id workflows use, such as <c>quality-control</c>.</summary>
    public required string Id { get; init; }

    public required LocalText Name { get; init; }

    /// <summary>Other names the function carries in source documents: one function has up to seven Chinese names.</summary>
    public IReadOnlyList<string> Aliases { get; init => field = value ?? []; } = [];
}
