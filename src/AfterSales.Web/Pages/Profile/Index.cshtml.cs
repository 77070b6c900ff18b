using System.Globalization;
using AfterSales.Service.Audit;
using AfterSales.Service.Calendars;
using AfterSales.Service.Languages;
using AfterSales.Service.People;
using AfterSales.Service.Tasks.Feeds;
using AfterSales.Web.Forms;
using AfterSales.Web.Languages;
using AfterSales.Web.SignIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc;
using Directory = AfterSales.Service.People.Directory;

namespace AfterSales.Web.Pages.Profile;

/// <summary>What somebody sets for himself: language, who stands in for him, password. Everything else is set by others.</summary>
public sealed class IndexModel(PeopleStore store, Directory people, CalendarRegistry calendars, UserManager<Account> accounts, SignInManager<Account> sessions, CalendarFeeds feeds)
    : SitePage
{
    [BindProperty(Name = "language")]
    public string? ChosenLanguage { get; set; }

    [BindProperty(Name = "substitute")]
    public string? Substitute { get; set; }

    [BindProperty(Name = "awayFrom")]
    public string? AwayFrom { get; set; }

    [BindProperty(Name = "awayUntil")]
    public string? AwayUntil { get; set; }

    [BindProperty(Name = "passwordOld")]
    public string? PasswordOld { get; set; }

    [BindProperty(Name = "passwordNew")]
    public string? PasswordNew { get; set; }

    public string? AwayProblem { get; private set; }

    public string? PasswordProblem { get; private set; }

    public Person Self => Person;

    /// <summary>False for the built-in administrator, who is no person of the directory.</summary>
    public bool IsInDirectory => people.ById(Person.Id) is not null;

    public Person? Superior => people.Superior(Person);

    /// <summary>Who could stand in: members of the same departments first.</summary>
    public IReadOnlyList<Person> Colleagues =>
        [.. people.All.Where(other => other.Active && other.Id != Person.Id).OrderByDescending(other => other.IsIn(Person.Groups)).ThenBy(other => other.Id, StringComparer.Ordinal)];

    private WorkingCalendar Calendar => calendars.FindOrStandard(Person.CalendarId);

    /// <summary>Since when there is a secret address of the reader's calendar.</summary>
    public DateTimeOffset? FeedSince { get; private set; }

    /// <summary>The address, right after it was made: it is not kept and cannot be shown again.</summary>
    public string? FeedAddress { get; private set; }

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (Visitor is { } person)
            FeedSince = await feeds.SinceAsync(person, HttpContext.RequestAborted);
        await base.OnPageHandlerExecutionAsync(context, next);
    }

    /// <summary>Makes a new address and shows it once.</summary>
    public async Task<IActionResult> OnPostFeedAsync(CancellationToken ct)
    {
        if (!IsInDirectory)
            return LocalRedirect("/account");
        FeedAddress = await feeds.RenewAsync(Person, ct);
        FeedSince = Clock.GetUtcNow();
        OnGet();
        return Page();
    }

    public async Task<IActionResult> OnPostFeedEndAsync(CancellationToken ct)
    {
        await feeds.WithdrawAsync(Person, ct);
        Toast(T["web.account.feed.ended"]);
        return LocalRedirect("/account");
    }

    public void OnGet()
    {
        Substitute = Person.SubstituteId;
        AwayFrom = Day(Person.AwayFrom);
        AwayUntil = Day(Person.AwayUntil);
    }

    public async Task<IActionResult> OnPostLanguageAsync(CancellationToken ct)
    {
        if (IsInDirectory && LanguageCodes.TryParse(ChosenLanguage, out var language))
        {
            await store.SaveAsync(Person with { Language = language }, Person.Id, ct);
            Toast(TextCatalog.For(language)["web.account.saved"]);
            return LocalRedirect("/account?lang=" + language.Code());
        }
        return LocalRedirect("/account");
    }

    public async Task<IActionResult> OnPostAwayAsync(CancellationToken ct)
    {
        if (!TryDay(AwayFrom, out var from) || !TryDay(AwayUntil, out var until))
            return Refuse(() => AwayProblem = T["web.account.dateWrong", PostedForm.ShownDate("2026-11-16", T.Language)]);
        if (from is not null && until <= from)
            return Refuse(() => AwayProblem = T["web.account.awayOrder"]);
        if (IsInDirectory)
        {
            var substitute = people.ById(Substitute ?? "") is { Active: true } other && other.Id != Person.Id ? other.Id : null;
            await store.SaveAsync(Person with { SubstituteId = substitute, AwayFrom = from, AwayUntil = from is null ? null : until }, Person.Id, ct);
            Toast(T["web.account.saved"]);
        }
        return LocalRedirect("/account");
    }

    public async Task<IActionResult> OnPostPasswordAsync()
    {
        var account = await accounts.FindByNameAsync(Person.Id);
        var result = account is null ? IdentityResult.Failed() : await accounts.ChangePasswordAsync(account, PasswordOld ?? "", PasswordNew ?? "");
        if (!result.Succeeded)
            return Refuse(() => PasswordProblem = T[result.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.PasswordTooShort)) ? "web.account.passwordShort" : "web.account.passwordWrong"]);
        await HttpContext.RequestServices.GetRequiredService<Engine.ProcessEngine>().AddAuditAsync(new AuditEntry("account.password", "account", Person.Id), Person.Id);
        // The change ends every other session; this one goes on.
        await sessions.RefreshSignInAsync(account!);
        Toast(T["web.account.passwordChanged"]);
        return LocalRedirect("/account");
    }

    private PageResult Refuse(Action say)
    {
        say();
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private string? Day(DateTimeOffset? at) =>
        at is { } instant ? Calendar.LocalDay(instant).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    /// <summary>A day begins at midnight where the person works.</summary>
    private bool TryDay(string? text, out DateTimeOffset? at)
    {
        at = null;
        if (string.IsNullOrWhiteSpace(text))
            return true;
        if (!DateOnly.TryParseExact(PostedForm.IsoDate(text), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return false;
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        at = new DateTimeOffset(midnight, Calendar.Zone.GetUtcOffset(midnight));
        return true;
    }
}
