using AfterSales.Web.Api.Http;

namespace AfterSales.Web.SignIn.Tokens;

/// <summary>Keeps a token to what it was made for: a call beyond its scopes is refused with 403, whatever its person may do.</summary>
public sealed class TokenLimits(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (http.User.Identity is not { IsAuthenticated: true, AuthenticationType: TokenAuthentication.SchemeName })
            return next(http);
        var scope = TokenScopes.Of(http.Request);
        return http.User.HasClaim(TokenAuthentication.ScopeClaim, scope)
            ? next(http)
            : ApiProblem.Forbidden(http, $"This token does not allow {scope}.").ExecuteAsync(http);
    }
}
