using AfterSales.Service.Customers;
using AfterSales.Service.Languages;
using AfterSales.Service.Registers;
using AfterSales.Web.Api.Http;
using AfterSales.Web.Api.V2;
using AfterSales.Web.SignIn;

namespace AfterSales.Web.Api.Domain;

/// <summary><c>/api/customers</c> and <c>/api/sites</c>: who asked for service and where the products stand (SRQ-03).</summary>
internal static class CustomerEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/customers", async (HttpContext http, CustomerRegister customers, string? text, int skip = 0, int take = 50, CancellationToken ct = default) =>
            RegisterAnswers.WrongPage(http, skip, take) ?? RegisterAnswers.Page(await customers.SearchAsync(text, skip, take, ct), Of))
            .RequireAuthorization(Rights.Staff).WithSummary("Customers by part of name, company, address or phone, newest first: text, skip, take.");
        api.MapGet("/customers/{key:long}", async (HttpContext http, long key, CustomerRegister customers, CancellationToken ct) =>
            await customers.FindAsync(key, ct) is { } found ? Results.Ok(Of(found)) : Missing(http, key))
            .RequireAuthorization(Rights.Staff).WithSummary("One customer.");
        api.MapPost("/customers", (HttpContext http, JsonBody body, SignedInPerson signedIn, CustomerRegister customers, CancellationToken ct) => SaveAsync(http, body, signedIn, customers, null, ct))
            .RequireAuthorization(Rights.Staff).WithSummary("Adds a customer: name, email, phone, company, language.");
        api.MapPut("/customers/{key:long}", async (HttpContext http, long key, JsonBody body, SignedInPerson signedIn, CustomerRegister customers, CancellationToken ct) =>
            await customers.FindAsync(key, ct) is null ? Missing(http, key) : await SaveAsync(http, body, signedIn, customers, key, ct))
            .RequireAuthorization(Rights.Staff).WithSummary("Changes a customer.");

        api.MapGet("/sites", async (HttpContext http, CustomerRegister customers, long? customer, string? text, int skip = 0, int take = 50, CancellationToken ct = default) =>
            RegisterAnswers.WrongPage(http, skip, take) ?? Results.Ok(new { items = (await customers.SitesAsync(customer, text, skip, take, ct)).Select(Of) }))
            .RequireAuthorization(Rights.Staff).WithSummary("Sites of customers by name: customer, text, skip, take.");
        api.MapGet("/sites/{key:long}", async (HttpContext http, long key, CustomerRegister customers, CancellationToken ct) =>
            await customers.FindSiteAsync(key, ct) is { } found ? Results.Ok(Of(found)) : ApiProblem.NotFound(http, $"There is no site {key}."))
            .RequireAuthorization(Rights.Staff).WithSummary("One site.");
        api.MapPost("/sites", (HttpContext http, JsonBody body, SignedInPerson signedIn, CustomerRegister customers, CancellationToken ct) => SaveSiteAsync(http, body, signedIn, customers, null, ct))
            .RequireAuthorization(Rights.Staff).WithSummary("Adds a site: customerKey, name, address, calendar.");
        api.MapPut("/sites/{key:long}", async (HttpContext http, long key, JsonBody body, SignedInPerson signedIn, CustomerRegister customers, CancellationToken ct) =>
            await customers.FindSiteAsync(key, ct) is { } site ? await SaveSiteAsync(http, body, signedIn, customers, site, ct) : ApiProblem.NotFound(http, $"There is no site {key}."))
            .RequireAuthorization(Rights.Staff).WithSummary("Changes a site; it stays with its customer.");
    }

    public static object Of(Customer customer) => new
    {
        key = Answers.Key(customer.Key),
        name = customer.Name,
        email = customer.Email,
        phone = customer.Phone,
        company = customer.Company,
        language = customer.Language.Code(),
        createdAt = Answers.Instant(customer.CreatedAt),
    };

    public static object Of(Site site) => new
    {
        key = Answers.Key(site.Key), customerKey = Answers.Key(site.CustomerKey), name = site.Name, address = site.Address, calendar = site.CalendarId,
    };

    private static async Task<IResult> SaveAsync(HttpContext http, JsonBody body, SignedInPerson signedIn, CustomerRegister customers, long? key, CancellationToken ct)
    {
        var entry = new CustomerEntry(body.Text("name"), body.Text("email"), body.Text("phone"), body.Text("company"), body.Text("language"));
        if (body.Problem() is { } problem)
            return problem;
        var saved = await customers.SaveAsync(entry, key, signedIn.Person!.Id, signedIn.Person.Language, ct);
        return saved.Value is not { } customer ? RegisterAnswers.Refused(http, saved.Errors)
            : key is null ? Results.Created($"/api/customers/{customer.Key}", Of(customer)) : Results.Ok(Of(customer));
    }

    private static async Task<IResult> SaveSiteAsync(HttpContext http, JsonBody body, SignedInPerson signedIn, CustomerRegister customers, Site? site, CancellationToken ct)
    {
        var customer = body.Key("customerKey");
        var entry = new SiteEntry(site?.CustomerKey ?? customer ?? 0, body.Text("name"), body.Text("address"), body.Text("calendar"));
        if (body.Problem() is { } problem)
            return problem;
        var saved = await customers.SaveSiteAsync(entry, site?.Key, signedIn.Person!.Id, signedIn.Person.Language, ct);
        return saved.Value is not { } kept ? RegisterAnswers.Refused(http, saved.Errors)
            : site is null ? Results.Created($"/api/sites/{kept.Key}", Of(kept)) : Results.Ok(Of(kept));
    }

    private static IResult Missing(HttpContext http, long key) => ApiProblem.NotFound(http, $"There is no customer {key}.");
}
