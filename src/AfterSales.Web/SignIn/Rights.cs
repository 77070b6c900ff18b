using AfterSales.Service.People;
using Microsoft.AspNetCore.Authorization;

namespace AfterSales.Web.SignIn;

/// <summary>
/// Who may open what. A policy asks for one of several account roles; the roles are those the directory says now, not those of the
/// moment of signing in.
/// </summary>
public static class Rights
{
    /// <summary>Everybody with an account of an active person.</summary>
    public const string Staff = "staff";

    /// <summary>Sees all cases and tasks.</summary>
    public const string Oversight = "oversight";

    /// <summary>Edits workflows, forms, decisions and mails: process owners.</summary>
    public const string Designer = "designer";

    /// <summary>Accounts, settings, repairs.</summary>
    public const string Admin = "admin";

    /// <summary>The engine's own API: deploys, completes and cancels anything.</summary>
    public const string Engine = "engine";

    /// <summary>Changes working calendars and escalation policies, which move what everybody works on.</summary>
    public const string Rules = "rules";

    public static void Define(AuthorizationOptions options)
    {
        options.AddPolicy(Staff, p => p.RequireAuthenticatedUser().AddRequirements(new AnyRole(AccountRoles.All)));
        options.AddPolicy(Oversight, p => p.RequireAuthenticatedUser()
            .AddRequirements(new AnyRole([AccountRoles.Admin, AccountRoles.ProcessOwner, AccountRoles.Manager])));
        options.AddPolicy(Engine, p => p.RequireAuthenticatedUser()
            .AddRequirements(new AnyRole([AccountRoles.Admin, AccountRoles.ProcessOwner])));
        options.AddPolicy(Rules, p => p.RequireAuthenticatedUser()
            .AddRequirements(new AnyRole([AccountRoles.Admin, AccountRoles.ProcessOwner])));
        options.AddPolicy(Designer, p => p.RequireAuthenticatedUser()
            .AddRequirements(new AnyRole([AccountRoles.Admin, AccountRoles.ProcessOwner])));
        options.AddPolicy(Admin, p => p.RequireAuthenticatedUser().AddRequirements(new AnyRole([AccountRoles.Admin])));
    }

    /// <summary>One of these account roles.</summary>
    public sealed record AnyRole(IReadOnlyList<string> Roles) : IAuthorizationRequirement;

    /// <summary>Asks the directory.</summary>
    public sealed class Judge(SignedInPerson signedIn) : AuthorizationHandler<AnyRole>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, AnyRole requirement)
        {
            if (signedIn.Of(context.User) is { } person && person.Roles.Any(requirement.Roles.Contains))
                context.Succeed(requirement);
            return Task.CompletedTask;
        }
    }
}
