using AfterSales.Engine.Commits;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Customers;

/// <summary>Sites in the database.</summary>
internal static class SiteTable
{
    private const string Select =
        "SELECT site_key AS Key, customer_key AS CustomerKey, name AS Name, address AS Address, calendar_id AS CalendarId, created_at AS CreatedAt FROM sites";

    /// <summary>The customer's site of this name, or a new one; a given address or calendar takes the place of what is on file.</summary>
    public static long FindOrAdd(CommitContext commit, long customerKey, string name, string? address, string? calendarId = null) => commit.First<long>(
        """
        INSERT INTO sites (site_key, customer_key, name, name_upper, address, calendar_id, created_at)
        VALUES (@Key, @customerKey, @name, @Upper, @address, @calendarId, @Now)
        ON CONFLICT (customer_key, name_upper) DO UPDATE SET
            address = coalesce(excluded.address, sites.address), calendar_id = coalesce(excluded.calendar_id, sites.calendar_id)
        RETURNING site_key
        """,
        new { Key = commit.NextKey(), customerKey, name, Upper = name.ToUpperInvariant(), address, calendarId, Now = commit.Now.ToStored() });

    public static void Update(CommitContext commit, Site site) => commit.Execute(
        "UPDATE sites SET name = @Name, name_upper = @Upper, address = @Address, calendar_id = @CalendarId WHERE site_key = @Key",
        new { site.Key, site.Name, Upper = site.Name.ToUpperInvariant(), site.Address, site.CalendarId });

    public static Site? Find(RowSource rows, long key) => rows.List<Row>($"{Select} WHERE site_key = @key", new { key }).FirstOrDefault()?.ToSite();

    public static Site? Find(RowSource rows, long customerKey, string name) =>
        rows.List<Row>($"{Select} WHERE customer_key = @customerKey AND name_upper = @Upper", new { customerKey, Upper = name.ToUpperInvariant() })
            .FirstOrDefault()?.ToSite();

    /// <summary>Of one customer or of all, by name.</summary>
    public static IReadOnlyList<Site> List(RowSource rows, long? customerKey, string? text, int skip, int take) => [.. rows.List<Row>(
        $"""
        {Select} WHERE (@customerKey IS NULL OR customer_key = @customerKey)
            AND (@Text IS NULL OR lower(name) LIKE @Text ESCAPE '\' OR lower(address) LIKE @Text ESCAPE '\')
        ORDER BY name, site_key LIMIT @take OFFSET @skip
        """,
        new { customerKey, Text = string.IsNullOrWhiteSpace(text) ? null : Sql.Anywhere(text.Trim()), skip, take }).Select(row => row.ToSite())];

    private sealed class Row
    {
        public long Key { get; init; }
        public long CustomerKey { get; init; }
        public string Name { get; init; } = "";
        public string? Address { get; init; }
        public string? CalendarId { get; init; }
        public long CreatedAt { get; init; }

        public Site ToSite() => new()
        {
            Key = Key,
            CustomerKey = CustomerKey,
            Name = Name,
            Address = Address,
            CalendarId = CalendarId,
            CreatedAt = Instants.FromStored(CreatedAt),
        };
    }
}
