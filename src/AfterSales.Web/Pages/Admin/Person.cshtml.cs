using AfterSales.Service.Calendars;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;
using AfterSales.Service.People;
using AfterSales.Service.People.Editing;
using AfterSales.Web.Forms;
using AfterSales.Web.SignIn;
using AfterSales.Web.SignIn.Links;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Directory = AfterSales.Service.People.Directory;

namespace AfterSales.Web.Pages.Admin;

/// <summary>
/// One person: who he is, what he works in, what he may, his access, and his leaving with the hand-over of what waits for him.
/// <c>/admin/people/new</c> adds one. For administrators.
/// </summary>
[Authorize(Policy = Rights.Admin)]
public sealed class PersonModel(PeopleDesk desk, Directory people, CalendarRegistry calendars, SignInLinks links, UserManager<Account> accounts) : EntryPage
{
    private const string NewAddress = "new";

    public PersonEntry Entry { get; private set; } = new();

    /// <summary>The person as stored; null for a new one.</summary>
    public Person? Known { get; private set; }

    public bool IsNew => Known is null;

    public string Address => Known?.Id ?? NewAddress;

    /// <summary>Administrators do not end their own access.</summary>
    public bool Self => Known?.Id == Person.Id;

    public bool HasPassword { get; private set; }

    public bool Invite { get; private set; } = true;

    public IReadOnlyList<HeldTask> Held { get; private set; } = [];

    /// <summary>How many answer to him.</summary>
    public int Below => people.All.Count(other => other.Active && other.SuperiorId == Known?.Id);

    public string? Reason { get; private set; }

    private string? HandOver { get; set; }

    public SelectInput Languages => new("language", T["web.people.language"], [.. LanguageCodes.All.Select(language => KeyValuePair.Create(language.Code(), language.OwnName()))], Entry.Language) { Required = true };

    public SelectInput Calendars => new(
        "calendarId", T["web.people.calendar"], [.. calendars.All.Select(calendar => KeyValuePair.Create(calendar.Id, T.Pick(calendar.Name)))], Entry.CalendarId)
    {
        Required = true, Problem = ProblemOf("calendarId"),
    };

    public ChecksInput Roles => new("roles", T["web.people.rights"], [.. AccountRoles.All.Select(role => KeyValuePair.Create(role, T[$"web.account.role.{role}"]))], Entry.Roles)
    {
        Required = true, Problem = ProblemOf("roles"), Hint = T["web.people.rightsHint"],
    };

    public ChecksInput Groups => new("groups", T["web.people.groups"], [.. RoleCatalog.Default.All.Select(role => KeyValuePair.Create(role.Id, T.Pick(role.Name)))], Entry.Groups)
    {
        Hint = T["web.people.groupsHint"],
    };

    public SelectInput Receiver => People("handOver", T["web.people.handOver"], HandOver, T["web.people.handOverHint"]) with { Nothing = T["web.people.backToGroups"] };

    public SelectInput People(string field, string label, string? selected, string hint) => new(
        field, label, [.. people.All.Where(other => other.Active && other.Id != Known?.Id).Select(other => KeyValuePair.Create(other.Id, T.Pick(other.Name)))], selected)
    {
        Nothing = T["web.account.nobody"], Problem = ProblemOf(field), Hint = hint,
    };

    public async Task<IActionResult> OnGetAsync([FromRoute] string id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct))
            return Missing();
        Entry = Known is null ? new PersonEntry() : PersonEntry.Of(Known, calendars);
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync([FromRoute] string id, IFormCollection form, CancellationToken ct)
    {
        if (!await FindAsync(id, ct))
            return Missing();
        Entry = PersonEntry.Of(form, Known?.Id);
        Invite = form["invite"] == "true";
        var (person, wrongDay) = Entry.ToPerson(calendars, Known?.Active ?? true);
        if (person is null)
            return Again([new FormError(wrongDay!, T["web.account.dateWrong", PostedForm.ShownDate("2026-11-16", T.Language)])], Label);
        var faults = await desk.SaveAsync(person, IsNew, Person.Id, ct);
        if (faults.Count > 0)
            return Again([.. faults.Select(fault => fault.In(T.Language)).Select(AtOwnName)], Label);
        if (IsNew && Invite)
            await links.SendAsync(person, Person.Id, ct);
        Toast(T[IsNew && Invite ? "web.people.savedInvited" : "web.account.saved"]);
        return LocalRedirect("/admin/people/" + person.Id);
    }

    public async Task<IActionResult> OnPostInviteAsync([FromRoute] string id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct) || Known is not { Active: true } person)
            return Missing();
        await links.SendAsync(person, Person.Id, ct);
        Toast(T["web.people.invited", person.Email]);
        return LocalRedirect("/admin/people/" + person.Id);
    }

    public async Task<IActionResult> OnPostLeaveAsync([FromRoute] string id, string? handOver, string? reason, CancellationToken ct)
    {
        if (!await FindAsync(id, ct) || Known is not { } person)
            return Missing();
        Entry = PersonEntry.Of(person, calendars);
        (HandOver, Reason) = (string.IsNullOrEmpty(handOver) ? null : handOver, reason?.Trim());
        if (string.IsNullOrEmpty(Reason) || Reason.Length > 500)
            return Again([new FormError("reason", T[string.IsNullOrEmpty(Reason) ? "tasks.reasonMissing" : "tasks.reasonTooLong"])], Label);
        var departure = await desk.LeaveAsync(person.Id, HandOver, Person, Reason, ct);
        if (departure.Fault is { } fault)
            return Again([fault.In(T.Language)], Label);
        Toast(T["web.people.gone", departure.Moved]);
        return LocalRedirect("/admin/people/" + person.Id);
    }

    public async Task<IActionResult> OnPostReturnAsync([FromRoute] string id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct) || Known is not { Active: false } person)
            return Missing();
        Entry = PersonEntry.Of(person, calendars);
        var faults = await desk.ReturnAsync(person.Id, Person.Id, ct);
        if (faults.Count > 0)
            return Again([.. faults.Select(fault => fault.In(T.Language))], Label);
        Toast(T["web.people.returned"]);
        return LocalRedirect("/admin/people/" + person.Id);
    }

    private async Task<bool> FindAsync([FromRoute] string id, CancellationToken ct)
    {
        if (id == NewAddress)
            return true;
        if (people.ById(id) is not { } person)
            return false;
        Known = person;
        Held = await desk.HeldByAsync(person.Id, ct);
        HasPassword = await accounts.FindByNameAsync(person.Id) is { PasswordHash: not null };
        return true;
    }

    /// <summary>Who gave no name is told at the one in the language he reads.</summary>
    private FormError AtOwnName(FormError error) => error.Field == "nameEn" && string.IsNullOrWhiteSpace(Entry.NameEn)
        ? error with { Field = T.Language switch { Language.Persian => "nameFa", Language.Chinese => "nameZh", _ => "nameEn" } }
        : error;

    private string Label(string field) => field switch
    {
        "superiorId" => T["web.people.superior"],
        "substituteId" => T["web.people.substitute"],
        "calendarId" => T["web.people.calendar"],
        "roles" => T["web.people.rights"],
        "awayFrom" or "awayUntil" => T[$"web.account.{field}"],
        _ => T[$"web.people.{field}"],
    };
}
