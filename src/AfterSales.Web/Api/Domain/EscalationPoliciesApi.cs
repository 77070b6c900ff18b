using System.Globalization;
using System.Text.Json;
using AfterSales.Service.Escalation;
using AfterSales.Service.Escalation.Editing;
using AfterSales.Service.Languages;
using AfterSales.Web.Api.Http;
using AfterSales.Web.Api.V2;
using AfterSales.Web.SignIn;

namespace AfterSales.Web.Api.Domain;

/// <summary>
/// <c>/api/escalation-policies</c>: the ladders, what a change of one would do to open tasks, and the change itself: two calls, as for
/// calendars (<see cref="CalendarsApi"/>). For process owners and administrators.
/// </summary>
internal static class EscalationPoliciesApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var policies = api.MapGroup("/escalation-policies").RequireAuthorization(Rights.Rules);
        policies.MapGet("", async (EscalationPolicies known, PolicyChanges changes, CancellationToken ct) =>
            {
                var open = await changes.OpenTasksAsync(ct);
                return Results.Ok(new
                {
                    items = (await known.AllAsync(ct)).Select(policy => new
                    {
                        id = policy.Id, name = policy.Name, version = policy.Version, rungs = policy.Steps.Count, openTasks = open.GetValueOrDefault(policy.Id),
                    }),
                });
            })
            .WithSummary("The escalation policies with their versions and how many open tasks climb by each.");
        policies.MapGet("/{id}", GetAsync).WithSummary("A policy as it can be edited, with its versions.");
        policies.MapPost("/{id}/preview", PreviewAsync)
            .WithSummary("What a change would do to open tasks: {policy}; answers totals, up to 'take' rungs (200, at most 2000) and a fingerprint. Writes nothing.");
        policies.MapPut("/{id}", PutAsync).WithSummary("Applies what a preview showed: {policy, reason, fingerprint}; 409 when it would do something else by now.");
    }

    private static async Task<IResult> GetAsync(HttpContext http, string id, EscalationPolicies policies, CancellationToken ct)
    {
        if (await policies.FindAsync(id, ct) is not { } policy)
            return ApiProblem.NotFound(http, $"There is no escalation policy '{JsonBody.Shown(id)}'.");
        return Results.Ok(new
        {
            id = policy.Id,
            version = policy.Version,
            policy = JsonSerializer.SerializeToElement(PolicyDraft.Of(policy), JsonSerializerOptions.Web),
            versions = (await policies.HistoryAsync(id, ct)).Select(RuleAnswers.Version),
        });
    }

    private static async Task<IResult> PreviewAsync(HttpContext http, string id, JsonBody body, SignedInPerson signedIn, PolicyChanges changes, int take = 200, CancellationToken ct = default)
    {
        var language = signedIn.Person!.Language;
        if (RuleAnswers.Take(http, take) is { } refused)
            return refused;
        if (!RuleAnswers.TryRead(http, body, "policy", PolicyDraft.Read, TextCatalog.For(language)["escalation.fault.form"], out var draft, out var problem))
            return problem;
        var (preview, errors) = await changes.PreviewAsync(id, draft, language, ct);
        return preview is null
            ? RegisterAnswers.Refused(http, errors)
            : RuleAnswers.Preview(preview.PolicyId, preview.Version, preview.Fingerprint, preview.Totals, preview.Shifts, take, shift => Shift(shift, language));
    }

    private static async Task<IResult> PutAsync(HttpContext http, string id, JsonBody body, SignedInPerson signedIn, PolicyChanges changes, CancellationToken ct)
    {
        var person = signedIn.Person!;
        var (reason, fingerprint) = (body.Text("reason"), body.Text("fingerprint"));
        if (!RuleAnswers.TryRead(http, body, "policy", PolicyDraft.Read, TextCatalog.For(person.Language)["escalation.fault.form"], out var draft, out var problem))
            return problem;
        return RuleAnswers.Of(http, await changes.ApplyAsync(id, draft, reason, fingerprint, person.Id, person.Language, ct));
    }

    private static object Shift(RungShift shift, Language language) => new
    {
        key = shift.UserTaskKey.ToString(CultureInfo.InvariantCulture),
        caseNumber = shift.CaseNumber,
        name = shift.Task.In(language),
        change = JsonNamingPolicy.CamelCase.ConvertName(shift.Kind.ToString()),
        step = shift.StepId,
        percent = shift.Percent,
        oldAt = Answers.Instant(shift.OldAt),
        newAt = Answers.Instant(shift.NewAt),
        atOnce = shift.AtOnce,
    };
}
