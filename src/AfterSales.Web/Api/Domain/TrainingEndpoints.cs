using AfterSales.Service.Registers;
using AfterSales.Service.Storage;
using AfterSales.Service.Trainings;
using AfterSales.Web.Api.Http;
using AfterSales.Web.SignIn;

namespace AfterSales.Web.Api.Domain;

/// <summary><c>/api/trainings</c>: trainings that were held (TRN, RES-03). A record is evidence: it is added and does not change.</summary>
internal static class TrainingEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/trainings", async (HttpContext http, TrainingRegister trainings, string? text, string? audience, string? person, int skip = 0, int take = 50, CancellationToken ct = default) =>
            RegisterAnswers.WrongPage(http, skip, take)
            ?? (audience is not null && !TrainingAudiences.All.Contains(audience)
                ? ApiProblem.Invalid(http, "'audience' must be customer or staff.")
                : RegisterAnswers.Page(await trainings.SearchAsync(text, audience, person, skip, take, ct), Of)))
            .RequireAuthorization(Rights.Staff).WithSummary("Trainings, the latest first: text, audience, person, skip, take.");
        api.MapGet("/trainings/{number}", async (HttpContext http, string number, TrainingRegister trainings, CancellationToken ct) =>
            await trainings.FindAsync(number, ct) is { } record ? Results.Ok(Of(record)) : ApiProblem.NotFound(http, $"There is no training '{JsonBody.Shown(number)}'."))
            .RequireAuthorization(Rights.Staff).WithSummary("One training.");
        api.MapPost("/trainings", async (HttpContext http, JsonBody body, SignedInPerson signedIn, TrainingRegister trainings, CancellationToken ct) =>
        {
            var entry = new TrainingEntry(
                body.Text("audience"), body.Text("topic"), body.Text("trainer"), body.Text("heldOn"), body.Text("validUntil"), body.Bool("passed"), body.Texts("people"));
            if (body.Problem() is { } problem)
                return problem;
            var saved = await trainings.AddAsync(entry, signedIn.Person!.Id, signedIn.Person.Language, ct);
            return saved.Value is { } record ? Results.Created($"/api/trainings/{record.Number}", Of(record)) : RegisterAnswers.Refused(http, saved.Errors);
        }).RequireAuthorization(Rights.Staff).WithSummary("Adds a training: audience, topic, trainer, heldOn, validUntil, passed, people.");
    }

    private static object Of(TrainingRecord record) => new
    {
        number = record.Number,
        audience = record.Audience,
        topic = record.Topic,
        trainer = record.Trainer,
        heldOn = record.HeldOn.ToStored(),
        validUntil = record.ValidUntil.ToStored(),
        passed = record.Passed,
        people = record.People.Select(person => new { name = person.Name, personId = person.PersonId }),
        caseNumber = record.CaseNumber,
    };
}
