namespace AfterSales.Service.Records;

/// <summary>A record in a list of found ones.</summary>
/// <param name="LastBy">Who filled its latest section; null when the service did.</param>
public sealed record RecordListItem(
    string Number, string CaseNumber, RecordType Type, string Subject, string Customer, string? SerialNumber, string? LastBy, DateTimeOffset OpenedAt, DateTimeOffset? FiledAt);

/// <summary>One page of found records, newest first, and how many there are in all.</summary>
public sealed record RecordPage(IReadOnlyList<RecordListItem> Items, int Total);
