using AfterSales.Web.SignIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Pages;

/// <summary>Ends the session. Only by a form: a link that signs people out would be a nuisance anybody could send.</summary>
public sealed class SignOutPage(SignInManager<Account> sessions) : SitePage
{
    public IActionResult OnGet() => LocalRedirect("/");

    public async Task<IActionResult> OnPostAsync()
    {
        await sessions.SignOutAsync();
        Toast(T["web.signin.signedOut"]);
        return LocalRedirect("/");
    }
}
