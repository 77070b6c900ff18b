using AfterSales.Web.Security;
using AfterSales.Web.SignIn.Links;
using AfterSales.Web.SignIn.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace AfterSales.Web.SignIn;

/// <summary>Accounts, sessions and rights.</summary>
public static class SignInRegistration
{
    private const string Selector = "aftersales";

    public static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddMemoryCache();
        services.AddIdentityCore<Account>(options =>
            {
                options.Password.RequiredLength = 10;
                // Length is what makes a password strong; rules about characters make people write it down.
                options.Password.RequireDigit = options.Password.RequireUppercase =
                    options.Password.RequireLowercase = options.Password.RequireNonAlphanumeric = false;
                options.User.AllowedUserNameCharacters = "";
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
            })
            .AddUserStore<AccountStore>()
            .AddSignInManager();
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = TimeSpan.FromMinutes(1));
        services.AddAuthentication(Selector)
            .AddPolicyScheme(Selector, displayName: null, options => options.ForwardDefaultSelector = SchemeFor)
            .AddScheme<AuthenticationSchemeOptions, BasicAuthentication>(BasicAuthentication.SchemeName, configureOptions: null)
            .AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.SchemeName, configureOptions: null)
            .AddCookie(IdentityConstants.ApplicationScheme, options =>
            {
                options.Cookie.Name = "aftersales.session";
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                options.LoginPath = "/signin";
                options.AccessDeniedPath = "/problem/403";
                options.ReturnUrlParameter = "next";
                options.ExpireTimeSpan = TimeSpan.FromHours(12);
                options.SlidingExpiration = true;
                // The sign-in page leads on itself, after looking where to.
                options.Events.OnRedirectToReturnUrl = _ => Task.CompletedTask;
                options.Events.OnValidatePrincipal = SecurityStampValidator.ValidatePrincipalAsync;
            });
        services.AddAuthorization(Rights.Define);
        services.AddScoped<IAuthorizationHandler, Rights.Judge>();
        services.AddScoped<SignedInPerson>();
        services.AddSingleton<AccountChanges>();
        services.AddScoped<AccountSetup>();
        services.AddScoped<SignInLinks>();
        services.AddSingleton<ApiTokens>();
        return services;
    }

    /// <summary>
    /// APIs are called with a token or with Basic authentication. A browser's session counts there for reading, and for changing only with a page's form
    /// token: what changes something must not rest on a cookie that the browser sends by itself.
    /// </summary>
    private static string SchemeFor(HttpContext http)
    {
        var isApi = http.Request.Path.StartsWithSegments("/v2", StringComparison.Ordinal) || http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal);
        if (!isApi)
            return IdentityConstants.ApplicationScheme;
        if (TokenAuthentication.IsUsedBy(http.Request))
            return TokenAuthentication.SchemeName;
        return SessionCalls.MayUseSession(http.Request) ? IdentityConstants.ApplicationScheme : BasicAuthentication.SchemeName;
    }
}
