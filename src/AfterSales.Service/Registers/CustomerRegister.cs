using AfterSales.Engine;
using AfterSales.Service.Calendars;
using AfterSales.Service.Customers;
using AfterSales.Service.Languages;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Registers;

/// <summary>A customer as somebody enters him.</summary>
public sealed record CustomerEntry(string? Name, string? Email, string? Phone, string? Company, string? Language);

/// <summary>A site as somebody enters it.</summary>
public sealed record SiteEntry(long CustomerKey, string? Name, string? Address, string? Calendar);

/// <summary>Customers and their sites (SRQ-03): found, added, changed.</summary>
public sealed class CustomerRegister(ProcessEngine engine, CalendarRegistry calendars)
{
    public Task<Found<Customer>> SearchAsync(string? text, int skip, int take, CancellationToken ct = default) =>
        engine.ReadAsync(db => CustomerTable.Search(db, text, skip, take), ct);

    public Task<Customer?> FindAsync(long key, CancellationToken ct = default) => engine.ReadAsync(db => CustomerTable.Find(db, key), ct);

    public Task<Customer?> FindAsync(string email, CancellationToken ct = default) => engine.ReadAsync(db => CustomerTable.Find(db, email), ct);

    /// <summary>Adds a customer, or with <paramref name="key"/> changes one. An address that belongs to somebody else is refused.</summary>
    public async Task<Saved<Customer>> SaveAsync(CustomerEntry entry, long? key, string by, Language language, CancellationToken ct = default)
    {
        var check = new EntryCheck(language);
        var name = check.Text("name", entry.Name, 120, required: true);
        var email = check.Email("email", entry.Email);
        var phone = check.Phone("phone", entry.Phone);
        var company = check.Text("company", entry.Company, 160);
        if (!LanguageCodes.TryParse(entry.Language ?? "en", out var reads))
            check.Add("language", "form.notAnOption");
        if (!check.IsRight)
            return Saved<Customer>.Refused(check.Errors);
        var saved = await engine.WriteAsync(
            commit =>
            {
                if (CustomerTable.KeyOf(commit, email!) is { } other && other != key)
                    return (long?)null;
                var kept = key ?? CustomerTable.FindOrAdd(commit, name!, email!, phone, company, reads);
                CustomerTable.Update(commit, kept, name!, email!, phone, company, reads);
                return kept;
            }, by, ct);
        if (saved is { } found)
            return Saved<Customer>.As((await FindAsync(found, ct))!);
        check.Add("email", "register.emailTaken");
        return Saved<Customer>.Refused(check.Errors);
    }

    public Task<IReadOnlyList<Site>> SitesAsync(long? customerKey, string? text = null, int skip = 0, int take = 200, CancellationToken ct = default) =>
        engine.ReadAsync(db => SiteTable.List(db, customerKey, text, skip, take), ct);

    public Task<Site?> FindSiteAsync(long key, CancellationToken ct = default) => engine.ReadAsync(db => SiteTable.Find(db, key), ct);

    /// <summary>Adds a site of a customer, or with <paramref name="key"/> changes one. Two sites of a customer have different names.</summary>
    public async Task<Saved<Site>> SaveSiteAsync(SiteEntry entry, long? key, string by, Language language, CancellationToken ct = default)
    {
        var check = new EntryCheck(language);
        var name = check.Text("name", entry.Name, 160, required: true);
        var address = check.Text("address", entry.Address, 400);
        var calendar = check.Choice("calendar", entry.Calendar, [.. calendars.All.Select(known => known.Id)]);
        if (await FindAsync(entry.CustomerKey, ct) is null)
            check.Add("customerKey", "register.unknownCustomer");
        if (!check.IsRight)
            return Saved<Site>.Refused(check.Errors);
        var saved = await engine.WriteAsync(
            commit =>
            {
                if (SiteTable.Find(commit, entry.CustomerKey, name!) is { } other && other.Key != key)
                    return (long?)null;
                var kept = key ?? SiteTable.FindOrAdd(commit, entry.CustomerKey, name!, address, calendar);
                SiteTable.Update(commit, new Site { Key = kept, CustomerKey = entry.CustomerKey, Name = name!, Address = address, CalendarId = calendar });
                return kept;
            }, by, ct);
        if (saved is { } found)
            return Saved<Site>.As((await FindSiteAsync(found, ct))!);
        check.Add("name", "register.siteTaken");
        return Saved<Site>.Refused(check.Errors);
    }
}
