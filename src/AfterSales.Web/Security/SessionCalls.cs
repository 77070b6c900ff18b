using AfterSales.Web.Api.Http;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;

namespace AfterSales.Web.Security;

/// <summary>
/// Lets the product's own pages change something through the API with the browser's session: only with the form token of a page in the
/// header <see cref="TokenHeader"/>, which no other site can know. Everybody else signs in with Basic authentication.
/// </summary>
public sealed class SessionCalls(RequestDelegate next, IAntiforgery antiforgery)
{
    public const string TokenHeader = "RequestVerificationToken";

    /// <summary>True where the session may count: for reading, or with a token, which is judged later.</summary>
    public static bool MayUseSession(HttpRequest request) =>
        request.Headers.Authorization.Count == 0 && request.Cookies.ContainsKey("aftersales.session")
        && (HttpMethods.IsGet(request.Method) || request.Headers.ContainsKey(TokenHeader));

    public async Task InvokeAsync(HttpContext http)
    {
        var changes = !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method);
        var isApi = http.Request.Path.StartsWithSegments("/v2", StringComparison.Ordinal) || http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal);
        if (isApi && changes && http.User.Identity is { IsAuthenticated: true, AuthenticationType: var scheme } && scheme == IdentityConstants.ApplicationScheme
            && !await antiforgery.IsRequestValidAsync(http))
        {
            await ApiProblem.Invalid(http, "The page is too old to save from it: load it again.").ExecuteAsync(http);
            return;
        }
        await next(http);
    }
}
