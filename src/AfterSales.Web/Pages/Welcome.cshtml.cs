using AfterSales.Engine;
using AfterSales.Service.Audit;
using AfterSales.Service.Forms;
using AfterSales.Web.Security;
using AfterSales.Web.SignIn;
using AfterSales.Web.SignIn.Links;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace AfterSales.Web.Pages;

/// <summary>Where somebody sets his own password, by the link from the mail. Opening it changes nothing, since mail scanners open links.</summary>
[EnableRateLimiting(RateLimits.Links)]
public sealed class WelcomeModel(
    SignInLinks links, UserManager<Account> accounts, SignInManager<Account> sessions, SignedInPerson people, ProcessEngine engine) : EntryPage
{
    /// <summary>Who the link is for; null when it opens nothing.</summary>
    public string? UserName { get; private set; }

    public async Task<IActionResult> OnGetAsync(string token)
    {
        if (await FindAsync(token) is null)
            Response.StatusCode = StatusCodes.Status410Gone;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string token, string? password, CancellationToken ct)
    {
        if (await FindAsync(token) is not { } account)
        {
            Response.StatusCode = StatusCodes.Status410Gone;
            return Page();
        }
        foreach (var rule in accounts.PasswordValidators)
            if (!(await rule.ValidateAsync(accounts, account, password ?? "")).Succeeded)
                return Again([new FormError("password", T["web.account.passwordShort"])], _ => T["web.account.passwordNew"]);
        account.PasswordHash = accounts.PasswordHasher.HashPassword(account, password!);
        (account.FailedSignIns, account.LockedUntil) = (0, null);
        // The new stamp ends this link, every earlier one, and every session of the old password.
        await accounts.UpdateSecurityStampAsync(account);
        await engine.AddAuditAsync(new AuditEntry("account.password", "account", account.UserName), account.UserName, ct);
        await sessions.SignInAsync(account, isPersistent: false);
        Toast(T["web.welcome.done"]);
        return LocalRedirect("/tasks");
    }

    private async Task<Account?> FindAsync(string token)
    {
        if (await links.OpenAsync(token) is not { } account || people.Of(account.UserName) is not { } person)
            return null;
        UserName = account.UserName;
        T.Suggest(person.Language);
        return account;
    }
}
