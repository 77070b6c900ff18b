namespace AfterSales.Service.Records;

/// <summary>Which records to find (RPT-21); what is left out narrows nothing.</summary>
public sealed record RecordFilter
{
    /// <summary>Words of the filled fields, of who filled them, or part of a number, customer, company or serial number.</summary>
    public string? Text { get; init; }

    /// <summary>Id of a <see cref="RecordType"/>.</summary>
    public string? TypeId { get; init; }

    /// <summary>Case kind.</summary>
    public string? Kind { get; init; }

    /// <summary>A person id: records with a section this person filled.</summary>
    public string? FilledBy { get; init; }

    public string? SerialNumber { get; init; }

    /// <summary>Opened at or after.</summary>
    public DateTimeOffset? OpenedFrom { get; init; }

    /// <summary>Opened before.</summary>
    public DateTimeOffset? OpenedBefore { get; init; }

    public int Skip { get; init; }

    public int Take { get; init; } = 50;
}
