using AfterSales.Service.Languages;

namespace AfterSales.Service.Customers;

/// <summary>
/// Somebody who asked for service, found again by e-mail address (SRQ-03). A later request under the same address fills
/// gaps but never overwrites what is on file: anybody may type any address into the public form.
/// </summary>
public sealed record Customer
{
    public required long Key { get; init; }

    public required string Name { get; init; }

    /// <summary>Lower case; one customer per address.</summary>
    public required string Email { get; init; }

    public string? Phone { get; init; }

    public string? Company { get; init; }

    /// <summary>The language of the latest request.</summary>
    public Language Language { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}
