namespace AfterSales.Service.Contracts;

/// <summary>A maintenance contract between company and customer (CON-01, CLS-04 B) and what it covers.</summary>
public sealed record Contract
{
    public long Key { get; init; }

    /// <summary>As on the paper; unique, upper and lower case alike.</summary>
    public required string Number { get; init; }

    public required long CustomerKey { get; init; }

    /// <summary>First day of the contract.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day of the contract; never before <see cref="From"/>.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>A class of the decision <c>response-class</c> (CLS-02); null for the usual one.</summary>
    public string? ResponseClass { get; init; }

    /// <summary>What is free of charge under it (<see cref="ContractCover"/>).</summary>
    public IReadOnlyList<string> Covers { get; init; } = [];

    public string? Note { get; init; }

    public bool RunsOn(DateOnly day) => From <= day && day <= Until;
}
