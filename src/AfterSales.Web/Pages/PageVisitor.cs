using AfterSales.Service.Languages;
using AfterSales.Service.People;
using AfterSales.Web.SignIn;

namespace AfterSales.Web.Pages;

/// <summary>Who looks at the page and where he is: what navigation and language switch need. One per request.</summary>
public sealed class PageVisitor(IHttpContextAccessor accessor, SignedInPerson signedIn, MailboxAvailability mailbox, Help.GuidePages guides)
{
    /// <summary>Carries a sentence from one answer to the next page.</summary>
    public const string SaidCookie = "aftersales.said";

    private HttpContext Http => accessor.HttpContext!;

    /// <summary>The signed-in person; null for a customer or a visitor.</summary>
    public Person? Person => signedIn.Person;

    public bool IsSignedIn => Person is not null;

    /// <summary>True for who may edit workflows; managers see changes only and sign them.</summary>
    public bool OwnsProcesses => Person is { } person && (person.IsAdmin || person.Roles.Contains(AccountRoles.ProcessOwner));

    /// <summary>True when mails stay here and the reader may look at them.</summary>
    public bool HasMailbox => mailbox.IsOpenTo(Person);

    /// <summary>True where the guide is installed beside the program.</summary>
    public bool HasHelp => guides.Exist;

    /// <summary>The last answer left something to say; asking for it where there is nothing would set a cookie.</summary>
    public bool HasSomethingToRead => Http.Request.Cookies.ContainsKey(SaidCookie);

    /// <summary>The language's name, beginning with the word that is seen: people say what they see.</summary>
    public static string LabelOf(Language language, string word) =>
        language.OwnName().StartsWith(word, StringComparison.Ordinal) ? language.OwnName() : $"{word}: {language.OwnName()}";

    /// <summary>The value of <c>aria-current</c> for a link of the navigation: <c>page</c> in its part of the site.</summary>
    public string? CurrentIn(string path) => Http.Request.Path.StartsWithSegments(path, StringComparison.Ordinal) ? "page" : null;

    /// <summary>This page in another language; after a refused form it is the form's own page.</summary>
    public string AddressIn(Language language)
    {
        var query = QueryString.Create(Http.Request.Query.Where(p => p.Key is not ("lang" or "handler"))).Add("lang", language.Code());
        return Http.Request.PathBase + OriginalPath() + query;
    }

    // An error page is shown at the address that failed; the language links must lead back there, not to the error page.
    private PathString OriginalPath() =>
        Http.Features.Get<Microsoft.AspNetCore.Diagnostics.IStatusCodeReExecuteFeature>() is { } failed ? failed.OriginalPath : Http.Request.Path;
}
