using System.Globalization;
using AfterSales.Service.Audit;
using AfterSales.Web.Forms;
using AfterSales.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Directory = AfterSales.Service.People.Directory;

namespace AfterSales.Web.Pages.Admin;

/// <summary>Who did what, when, to what: searched by person, kind of action, object and days; also as CSV. For managers and above.</summary>
[Authorize(Policy = Rights.Oversight)]
public sealed class AuditModel(AuditQueries log, Directory people, SignedInPerson accounts) : EntryPage
{
    private const int PageSize = 100;

    public AuditPage Found { get; private set; } = new([], false);

    public string? Who { get; private set; }

    public string? Action { get; private set; }

    public string? Of { get; private set; }

    public string? From { get; private set; }

    public string? To { get; private set; }

    public int Skip { get; private set; }

    public int OlderFrom => Skip + PageSize;

    public int NewerFrom => Math.Max(0, Skip - PageSize);

    public IReadOnlyList<string> Groups => AuditGroups.All;

    /// <summary>Everybody who may have done something: the built-in administrator, and all who work or worked here.</summary>
    public IEnumerable<KeyValuePair<string, string>> People => people.All.Prepend(accounts.Of(Account.AdminName)).OfType<Service.People.Person>()
        .DistinctBy(person => person.Id).Select(person => KeyValuePair.Create(person.Id, T.Pick(person.Name)));

    public async Task<IActionResult> OnGetAsync(string? who, string? action, string? of, string? from, string? to, string? skip, string? csv, CancellationToken ct)
    {
        (Who, Action, Of) = (Blank(who), AuditGroups.All.FirstOrDefault(group => group == action), Blank(of));
        (From, To) = (Blank(from), Blank(to));
        Skip = int.TryParse(skip, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? Math.Min(at, 1_000_000) : 0;
        var filter = new AuditFilter { Actor = Who, Group = Action, Object = Of, From = Midnight("from", From, 0), Until = Midnight("to", To, 1), Skip = Skip, Take = PageSize };
        if (csv == "true" && ModelState.IsValid)
        {
            var all = await log.FindAsync(filter with { Skip = 0, Take = AuditFilter.Most }, T.Language, T.Zone, ct);
            return File(AuditCsv.Write(all.Lines), "text/csv; charset=utf-8", "audit.csv");
        }
        if (ModelState.IsValid)
            Found = await log.FindAsync(filter, T.Language, T.Zone, ct);
        else
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>The same search elsewhere: another page of it, or the file.</summary>
    public string Address(int skip = 0, bool csv = false) => "/admin/audit" + QueryString.Create(new Dictionary<string, string?>
    {
        ["who"] = Who, ["action"] = Action, ["of"] = Of, ["from"] = From, ["to"] = To, ["csv"] = csv ? "true" : null,
        ["skip"] = skip > 0 ? skip.ToString(CultureInfo.InvariantCulture) : null,
    }.Where(pair => pair.Value is not null));

    /// <summary>Who did it, by name.</summary>
    public string NameOf(AuditLine line) =>
        line.Actor is { } actor && accounts.Of(actor) is { } person ? T.Pick(person.Name) : line.ActorName ?? T["web.audit.unknown"];

    /// <summary>Where the object of an entry is shown; null where there is no such page or the reader may not open it.</summary>
    public string? LinkOf(AuditLine line) => line.ObjectKind switch
    {
        "case" => "/cases/" + line.ObjectId,
        "person" or "account" when Person.IsAdmin && people.ById(line.ObjectId) is not null => "/admin/people/" + line.ObjectId,
        "calendar" when Owns => "/admin/calendars/" + line.ObjectId,
        "policy" when Owns => "/admin/escalation-policies/" + line.ObjectId,
        "change" => "/designer/changes",
        _ => null,
    };

    private bool Owns => Person.IsAdmin || Person.Roles.Contains(Service.People.AccountRoles.ProcessOwner);

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>The beginning of a day of the reader's site, so many days later.</summary>
    private DateTimeOffset? Midnight(string field, string? text, int days)
    {
        if (text is null)
            return null;
        if (!DateOnly.TryParseExact(PostedForm.IsoDate(text), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day.Year is < 1900 or > 2999)
        {
            ModelState.AddModelError(field, T["web.account.dateWrong", PostedForm.ShownDate("2026-11-16", T.Language)]);
            return null;
        }
        var midnight = day.AddDays(days).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, T.Zone.GetUtcOffset(midnight));
    }
}
