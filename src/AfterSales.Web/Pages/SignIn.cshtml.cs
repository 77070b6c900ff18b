using AfterSales.Engine;
using AfterSales.Service.Audit;
using AfterSales.Service.People;
using AfterSales.Web.Hosting;
using AfterSales.Web.Security;
using AfterSales.Web.SignIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Directory = AfterSales.Service.People.Directory;

namespace AfterSales.Web.Pages;

/// <summary>Sign-in by user name or e-mail address. The answer to a wrong name and to a wrong password is the same.</summary>
[EnableRateLimiting(RateLimits.SignIns)]
public sealed class SignInPage(SignInManager<Account> sessions, UserManager<Account> accounts, Directory people, AfterSalesSettings settings, ProcessEngine engine) : SitePage
{
    [BindProperty(Name = "name")]
    public string? Name { get; set; }

    [BindProperty(Name = "password")]
    public string? Password { get; set; }

    [BindProperty(Name = "next", SupportsGet = true)]
    public string? Next { get; set; }

    public string? Problem { get; private set; }

    /// <summary>Who can sign in in the demo set-up, each with his departments.</summary>
    public IReadOnlyList<Person> DemoPeople => settings.DemoPeople ? [.. people.All.Where(person => person.Active)] : [];

    public IActionResult OnGet() => Visitor is null ? Page() : LocalRedirect(Target);

    public async Task<IActionResult> OnPostAsync()
    {
        if (string.IsNullOrWhiteSpace(Name) || string.IsNullOrEmpty(Password))
            return Refuse(T["web.signin.missing"]);
        var name = Name.Trim();
        if (name.Contains('@', StringComparison.Ordinal) && people.ByEmail(name) is { } person)
            name = person.Id;
        var result = await sessions.PasswordSignInAsync(name, Password, isPersistent: false, lockoutOnFailure: true);
        await LogAsync(name, result);
        if (result.Succeeded)
            return LocalRedirect(Target);
        if (result.IsLockedOut && await accounts.FindByNameAsync(name) is { LockedUntil: { } until })
            return Refuse(T["web.signin.locked", T.Format.Time(until.AddMinutes(1))]);
        return Refuse(T["web.signin.wrong"]);
    }

    // A name nobody has is not kept: it may be a password typed into the wrong field.
    private async Task LogAsync(string name, Microsoft.AspNetCore.Identity.SignInResult result)
    {
        if (await accounts.FindByNameAsync(name) is not { } account)
            return;
        var action = result.Succeeded ? "account.signedIn" : result.IsLockedOut ? "account.locked" : "account.refused";
        await engine.AddAuditAsync(new AuditEntry(action, "account", account.UserName), result.Succeeded ? account.UserName : null);
    }

    // A header holds ASCII only; an address from a browser does too.
    private string Target => Url.IsLocalUrl(Next) && Next!.All(c => c is > ' ' and < '\x7f') ? Next! : "/tasks";

    private PageResult Refuse(string problem)
    {
        Problem = problem;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
