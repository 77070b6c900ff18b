using AfterSales.Service.Intake;
using AfterSales.Service.Languages;
using AfterSales.Web.Api.Http;
using AfterSales.Web.Security;

namespace AfterSales.Web.Api.Domain;

/// <summary>
/// <c>POST /api/requests</c>: a request from a shop system, a web site or a script becomes a case (SRQ-01, SRQ-02).
/// Public and rate-limited. Mistakes come back per field, in the language the request names; the header
/// <c>Idempotency-Key</c> makes a repeated call harmless.
/// </summary>
internal static class RequestsApi
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/requests", SubmitAsync)
        .AllowAnonymous()
        .RequireRateLimiting(RateLimits.Requests)
        .WithSummary("Opens a case for a customer's request and starts its workflow.");

    private static async Task<IResult> SubmitAsync(
        HttpContext http, JsonBody body, RequestIntake intake, CancellationToken ct)
    {
        var request = Read(body, http);
        if (body.Problem() is { } problem)
            return problem;
        return await intake.SubmitAsync(request, [], ct) switch
        {
            IntakeResult.Accepted(var accepted) => Created(http, accepted),
            IntakeResult.Invalid(var errors) => ApiProblem.InvalidFields(http, "The request was not taken; see 'errors'.",
                errors.GroupBy(error => ApiName(error.Field)).ToDictionary(
                    field => field.Key, field => field.Select(error => error.Message).ToArray())),
            var unknown => throw new InvalidOperationException($"Unknown result of an intake: {unknown}"),
        };
    }

    private static NewRequest Read(JsonBody body, HttpContext http)
    {
        var customer = body.Nested("customer");
        var product = body.Nested("product");
        var request = new NewRequest
        {
            Kind = body.Text("kind") ?? "complaint",
            CustomerName = customer.Text("name"),
            CustomerEmail = customer.Text("email"),
            CustomerPhone = customer.Text("phone"),
            CustomerCompany = customer.Text("company"),
            ProductModel = product.Text("model"),
            SerialNumber = product.Text("serialNumber"),
            OrderNumber = product.Text("orderNumber"),
            Subject = body.Text("subject"),
            Description = body.Text("description"),
            Channel = body.Text("channel"),
            Urgency = body.Text("urgency"),
            Language = ReadLanguage(body),
            IdempotencyKey = http.Request.Headers["Idempotency-Key"].FirstOrDefault(),
        };
        customer.RejectUnread();
        product.RejectUnread();
        return request;
    }

    private static Language ReadLanguage(JsonBody body)
    {
        if (body.Text("language") is not { } code)
            return Language.English;
        if (!LanguageCodes.TryParse(code, out var language))
            body.Refuse("language", "must be en, fa or zh");
        return language;
    }

    private static IResult Created(HttpContext http, SubmittedRequest accepted)
    {
        var tracking = PublicAddress.Tracking(http, accepted.TrackingCode);
        return Results.Created($"/api/cases/{accepted.CaseNumber}", new
        {
            caseNumber = accepted.CaseNumber,
            trackingUrl = tracking,
        });
    }

    /// <summary>The field as the body of this API spells it.</summary>
    internal static string ApiName(string field) => field switch
    {
        "customerName" => "customer.name",
        "customerEmail" => "customer.email",
        "customerPhone" => "customer.phone",
        "customerCompany" => "customer.company",
        "productModel" => "product.model",
        "serialNumber" => "product.serialNumber",
        "orderNumber" => "product.orderNumber",
        _ => field,
    };
}
