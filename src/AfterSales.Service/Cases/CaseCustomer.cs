using AfterSales.Service.Languages;

namespace AfterSales.Service.Cases;

/// <summary>Whom a case concerns, for cases the company opens itself.</summary>
public sealed record CaseCustomer
{
    public required string Name { get; init; }

    public required string Email { get; init; }

    public string? Phone { get; init; }

    public string? Company { get; init; }

    public Language Language { get; init; }
}

/// <summary>The company itself (setting <c>AfterSales:Company</c>); by default the sender of its mails.</summary>
public sealed record CompanyContact(string? Name, string? Email);
