using System.Globalization;
using AfterSales.Service.Forms;
using AfterSales.Web.Forms;
using AfterSales.Web.SignIn;
using AfterSales.Web.SignIn.Tokens;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Directory = AfterSales.Service.People.Directory;

namespace AfterSales.Web.Pages.Admin;

/// <summary>Tokens for programs: made with a name, rights and an end, shown this once, revoked at any time. For administrators.</summary>
[Authorize(Policy = Rights.Admin)]
public sealed class TokensModel(ApiTokens tokens, Directory people, SignedInPerson accounts) : EntryPage
{
    private static readonly int[] Days = [30, 90, 365];

    public IReadOnlyList<ApiToken> Tokens { get; private set; } = [];

    /// <summary>The token just made; it is in this answer and nowhere else.</summary>
    public string? Made { get; private set; }

    public string? Name { get; private set; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    private string? PersonId { get; set; }

    private string? Lifetime { get; set; } = "90";

    private IReadOnlyList<string> Chosen { get; set; } = [TokenScopes.DomainRead];

    public SelectInput People => new(
        "person", T["web.tokens.person"],
        [.. people.All.Where(person => person.Active).Select(person => KeyValuePair.Create(person.Id, T.Pick(person.Name))).Prepend(KeyValuePair.Create(Person.Id, T["web.layout.you"])).DistinctBy(pair => pair.Key)],
        PersonId ?? Person.Id)
    {
        Required = true, Hint = T["web.tokens.personHint"], Problem = ProblemOf("person"),
    };

    public SelectInput Lifetimes => new(
        "days", T["web.tokens.lifetime"], [.. Days.Select(days => KeyValuePair.Create(days.ToString(CultureInfo.InvariantCulture), T["web.mailSettings.days", days]))], Lifetime)
    {
        Required = true, Problem = ProblemOf("days"),
    };

    public ChecksInput Scopes => new("scopes", T["web.tokens.scopes"], [.. TokenScopes.All.Select(scope => KeyValuePair.Create(scope, Scope(scope)))], Chosen)
    {
        Required = true, Problem = ProblemOf("scopes"), Hint = T["web.tokens.scopesHint"],
    };

    public string Scope(string scope) => scope switch
    {
        TokenScopes.DomainRead => T["web.tokens.scope.domainRead"],
        TokenScopes.DomainWrite => T["web.tokens.scope.domainWrite"],
        TokenScopes.EngineRead => T["web.tokens.scope.engineRead"],
        TokenScopes.EngineWrite => T["web.tokens.scope.engineWrite"],
        _ => scope,
    };

    public string NameOf(string personId) => (people.ById(personId) ?? accounts.Of(personId)) is { } person ? T.Pick(person.Name) : personId;

    public async Task OnGetAsync(CancellationToken ct) => Tokens = await tokens.AllAsync(ct);

    public async Task<IActionResult> OnPostCreateAsync(string? name, string? person, string? days, string[] scopes, CancellationToken ct)
    {
        (Name, PersonId, Lifetime, Chosen) = (name?.Trim(), person, days, [.. scopes.Where(TokenScopes.All.Contains).Distinct()]);
        var errors = new List<FormError>();
        if (string.IsNullOrEmpty(Name) || Name.Length > 80)
            errors.Add(new FormError("name", T["web.tokens.nameMissing"]));
        if (person is null || (person != Person.Id && people.ById(person) is not { Active: true }))
            errors.Add(new FormError("person", T["people.fault.receiver"]));
        if (!Days.Any(known => known.ToString(CultureInfo.InvariantCulture) == days))
            errors.Add(new FormError("days", T["web.tokens.lifetimeWrong"]));
        if (Chosen.Count == 0)
            errors.Add(new FormError("scopes", T["web.tokens.scopesMissing"]));
        if (errors.Count > 0)
        {
            Tokens = await tokens.AllAsync(ct);
            return Again(errors, field => T[field switch { "person" => "web.tokens.person", "days" => "web.tokens.lifetime", "scopes" => "web.tokens.scopes", _ => "web.tokens.name" }]);
        }
        Made = await tokens.CreateAsync(Name!, person!, Chosen, Now.AddDays(int.Parse(days!, CultureInfo.InvariantCulture)), Person.Id, ct);
        (Name, PersonId, Chosen) = (null, null, [TokenScopes.DomainRead]);
        Tokens = await tokens.AllAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostRevokeAsync(string? id, CancellationToken ct)
    {
        var revoked = id is not null && await tokens.RevokeAsync(id, Person.Id, ct);
        Toast(T[revoked ? "web.tokens.revoked" : "web.tokens.revokedBefore"]);
        return LocalRedirect("/admin/tokens");
    }
}
