using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using AfterSales.Web.Api.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace AfterSales.Web.SignIn;

/// <summary>
/// Basic authentication for the APIs, with the same accounts, lockout included. Checking a password is slow on purpose; a checked one
/// is remembered for five minutes as a keyed hash, bound to the account's security stamp, so that a client may call often. For two seconds
/// the account itself is not read again, unless this program changed an account meanwhile; a change that another node makes counts from then on.
/// Within these two seconds the same header on the same connection is the same account: the server keeps that header with the connection anyway.
/// </summary>
public sealed class BasicAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    IServiceProvider services,
    AccountChanges changes,
    IMemoryCache remembered) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Basic";

    private static readonly TimeSpan ReadAgain = TimeSpan.FromSeconds(2);

    private static readonly byte[] ProcessKey = RandomNumberGenerator.GetBytes(32);

    private sealed record OfConnection(string Header, int Changes, long At, string Name);

    // Where requests of a connection follow one another: what is kept with it is not made for several at once.
    private IDictionary<object, object?>? Connection => HttpProtocol.IsHttp11(Request.Protocol) ? Context.Features.Get<IConnectionItemsFeature>()?.Items : null;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
        Connection?.TryGetValue(SchemeName, out var last) == true && last is OfConnection known && known.Changes == changes.Count
        && Stopwatch.GetElapsedTime(known.At) < ReadAgain && Request.Headers.Authorization is [{ } header] && header == known.Header
            ? Task.FromResult(Success(known.Name))
            : CheckAsync();

    private async Task<AuthenticateResult> CheckAsync()
    {
        if (!AuthenticationHeaderValue.TryParse(Request.Headers.Authorization, out var header) || header.Scheme != SchemeName)
            return AuthenticateResult.NoResult();
        if (Read(header.Parameter) is not (var name, var password))
            return AuthenticateResult.Fail("The Authorization header is not valid Basic authentication.");
        var (count, at) = (changes.Count, Stopwatch.GetTimestamp());
        var recent = (SchemeName, count, Fingerprint($"{name}\n{password}"));
        if (remembered.TryGetValue(recent, out (string Name, long At) known))
        {
            Keep(known.Name, count, known.At);
            return Success(known.Name);
        }
        var accounts = services.GetRequiredService<UserManager<Account>>();
        var account = await accounts.FindByNameAsync(name);
        if (account is null || await accounts.IsLockedOutAsync(account) || !await PasswordFits(accounts, account, password))
            return AuthenticateResult.Fail("User name or password is wrong.");
        remembered.Set(recent, (account.UserName, at), ReadAgain);
        Keep(account.UserName, count, at);
        return Success(account.UserName);
    }

    private void Keep(string name, int count, long at)
    {
        if (Connection is { } items && Request.Headers.Authorization is [{ } header])
            items[SchemeName] = new OfConnection(header, count, at, name);
    }

    private static AuthenticateResult Success(string name) => AuthenticateResult.Success(new AuthenticationTicket(
        new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, name), new Claim(ClaimTypes.Name, name)], SchemeName)), SchemeName));

    private static string Fingerprint(string secret) => Convert.ToHexString(HMACSHA256.HashData(ProcessKey, Encoding.UTF8.GetBytes(secret)));

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Basic realm=\"AfterSales\", charset=\"UTF-8\"";
        await ApiProblem.Unauthorized(Context, "Sign in with user name and password (Basic authentication).").ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        ApiProblem.Forbidden(Context, "This account may not do that.").ExecuteAsync(Context);

    private async Task<bool> PasswordFits(UserManager<Account> accounts, Account account, string password)
    {
        var key = (SchemeName, Fingerprint($"{account.UserName}\n{account.SecurityStamp}\n{password}"));
        if (remembered.TryGetValue(key, out _))
            return true;
        if (!await accounts.CheckPasswordAsync(account, password))
        {
            await accounts.AccessFailedAsync(account);
            return false;
        }
        if (account.FailedSignIns > 0)
            await accounts.ResetAccessFailedCountAsync(account);
        remembered.Set(key, true, TimeSpan.FromMinutes(5));
        return true;
    }

    private static (string Name, string Password)? Read(string? parameter)
    {
        var buffer = new byte[(parameter?.Length ?? 0) + 4];
        if (parameter is null || !Convert.TryFromBase64String(parameter, buffer, out var length))
            return null;
        var pair = Encoding.UTF8.GetString(buffer, 0, length);
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : (pair[..colon], pair[(colon + 1)..]);
    }
}
