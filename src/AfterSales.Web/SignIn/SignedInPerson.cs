using System.Security.Claims;
using AfterSales.Service.Languages;
using AfterSales.Service.People;
using Directory = AfterSales.Service.People.Directory;

namespace AfterSales.Web.SignIn;

/// <summary>
/// The person behind the account of a request, as the directory knows him now. Null for visitors, and for accounts whose person has left.
/// </summary>
public sealed class SignedInPerson(IHttpContextAccessor accessor, Directory directory)
{
    private static readonly Person BuiltInAdmin = new()
    {
        Id = Account.AdminName,
        Name = new LocalText("Administrator", "مدیر سامانه", "管理员"),
        Email = "admin@localhost",
        Roles = [AccountRoles.Admin],
    };

    public Person? Person => accessor.HttpContext?.User is { } user ? Of(user) : null;

    /// <summary>The person of any principal signed in here.</summary>
    public Person? Of(ClaimsPrincipal user) =>
        user.FindFirstValue(ClaimTypes.NameIdentifier) is { } id ? Of(id) : null;

    /// <summary>The person of an account; <c>admin</c> exists also where the directory does not name him.</summary>
    public Person? Of(string accountName) =>
        directory.ById(accountName) is { } person ? (person.Active ? person : null)
        : accountName == Account.AdminName ? BuiltInAdmin
        : null;
}
