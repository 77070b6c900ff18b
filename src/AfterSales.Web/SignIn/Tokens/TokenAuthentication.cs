using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Encodings.Web;
using AfterSales.Web.Api.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace AfterSales.Web.SignIn.Tokens;

/// <summary>
/// Bearer tokens (RFC 6750) for the APIs. Who shows a good token is its person, with that person's rights of this moment; what the
/// token itself allows is asked for by <see cref="TokenLimits"/>.
/// </summary>
public sealed class TokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, ApiTokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Bearer";

    /// <summary>The claim that carries one of <see cref="TokenScopes"/>.</summary>
    public const string ScopeClaim = "aftersales:scope";

    /// <summary>True for a call that shows a token, good or not.</summary>
    public static bool IsUsedBy(HttpRequest request) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header) && string.Equals(header.Scheme, SchemeName, StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!IsUsedBy(Request))
            return AuthenticateResult.NoResult();
        var shown = AuthenticationHeaderValue.Parse(Request.Headers.Authorization!).Parameter ?? "";
        if (await tokens.RecogniseAsync(shown) is not { } token)
            return AuthenticateResult.Fail("The token is unknown, expired or revoked.");
        var identity = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, token.PersonId), new Claim(ClaimTypes.Name, token.PersonId),
                .. token.Scopes.Select(scope => new Claim(ScopeClaim, scope)),
            ], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer realm=\"AfterSales\", error=\"invalid_token\"";
        await ApiProblem.Unauthorized(Context, "The token is unknown, expired or revoked.").ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        ApiProblem.Forbidden(Context, "The person of this token may not do that.").ExecuteAsync(Context);
}
