using AfterSales.Service.Languages;

namespace AfterSales.Web.Languages;

/// <summary>
/// Chooses the language of a page: <c>?lang=</c>, else the cookie, else the browser's list. The signed-in person's own language comes
/// between cookie and browser (<see cref="Reader.Suggest"/>, after sign-in is known). A choice in the URL is remembered in the cookie
/// and taken out of the address, so that a passed-on link does not carry one reader's language to another.
/// </summary>
public sealed class ReaderLanguageMiddleware(RequestDelegate next)
{
    /// <summary>The cookie that remembers the choice; it holds a language code and nothing else.</summary>
    public const string CookieName = "aftersales.lang";

    private const string Parameter = "lang";

    public Task InvokeAsync(HttpContext http, Reader reader)
    {
        if (FromBrowser(http.Request) is { } spoken)
            reader.Suggest(spoken);
        if (LanguageCodes.TryParse(http.Request.Cookies[CookieName], out var remembered))
            reader.Choose(remembered);
        if (!LanguageCodes.TryParse(http.Request.Query[Parameter], out var chosen))
            return next(http);

        reader.Choose(chosen);
        http.Response.Cookies.Append(CookieName, chosen.Code(), new CookieOptions
        {
            MaxAge = TimeSpan.FromDays(365),
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
            IsEssential = true,
        });
        if (!HttpMethods.IsGet(http.Request.Method) || http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
            return next(http);
        http.Response.Headers.CacheControl = "no-store";
        // A path that begins with two slashes would lead to another host.
        var path = new PathString("/" + http.Request.Path.Value?.TrimStart('/', '\\'));
        http.Response.Redirect(http.Request.PathBase + path + WithoutParameter(http.Request.Query));
        return Task.CompletedTask;
    }

    private static QueryString WithoutParameter(IQueryCollection query) =>
        QueryString.Create(query.Where(p => p.Key != Parameter));

    private static Language? FromBrowser(HttpRequest request)
    {
        foreach (var accepted in request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1))
            if (LanguageCodes.TryParse(accepted.Value.Value, out var language))
                return language;
        return null;
    }
}
