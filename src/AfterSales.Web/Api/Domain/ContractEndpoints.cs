using AfterSales.Service.Contracts;
using AfterSales.Service.Registers;
using AfterSales.Service.Storage;
using AfterSales.Web.Api.Http;
using AfterSales.Web.Api.V2;
using AfterSales.Web.SignIn;

namespace AfterSales.Web.Api.Domain;

/// <summary><c>/api/contracts</c>: maintenance contracts (CON-01). Everybody of the staff reads them; managers and process owners change them.</summary>
internal static class ContractEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/contracts", async (HttpContext http, ContractRegister contracts, string? text, long? customer, string? on, int skip = 0, int take = 50, CancellationToken ct = default) =>
            RegisterAnswers.WrongPage(http, skip, take)
            ?? (on is not null && Days.FromStored(on) is null
                ? ApiProblem.Invalid(http, "'on' must be a date such as 2026-11-21.")
                : RegisterAnswers.Page(await contracts.SearchAsync(text, customer, Days.FromStored(on), skip, take, ct), Of)))
            .RequireAuthorization(Rights.Staff).WithSummary("Contracts by part of number or customer, running on a day: text, customer, on, skip, take.");
        api.MapGet("/contracts/{**number}", async (HttpContext http, string number, ContractRegister contracts, CancellationToken ct) =>
            await contracts.FindAsync(number, ct) is { } view ? Results.Ok(Full(view)) : Missing(http, number))
            .RequireAuthorization(Rights.Staff).WithSummary("One contract with what it covers.");
        api.MapPost("/contracts", (HttpContext http, JsonBody body, SignedInPerson signedIn, ContractRegister contracts, CancellationToken ct) => SaveAsync(http, body, signedIn, contracts, null, ct))
            .RequireAuthorization(Rights.Oversight).WithSummary("Adds a contract: number, customerEmail, from, until, responseClass, covers, equipment, note.");
        api.MapPut("/contracts/{**number}", async (HttpContext http, string number, JsonBody body, SignedInPerson signedIn, ContractRegister contracts, CancellationToken ct) =>
            await contracts.FindAsync(number, ct) is { } view ? await SaveAsync(http, body, signedIn, contracts, view.Contract.Number, ct) : Missing(http, number))
            .RequireAuthorization(Rights.Oversight).WithSummary("Changes a contract; its number stays.");
    }

    public static object Of(Contract contract) => new
    {
        number = contract.Number,
        customerKey = Answers.Key(contract.CustomerKey),
        from = contract.From.ToStored(),
        until = contract.Until.ToStored(),
        responseClass = contract.ResponseClass,
        covers = contract.Covers,
        note = contract.Note,
    };

    private static object Full(ContractView view) => new
    {
        contract = Of(view.Contract),
        customer = view.Customer is { } customer ? CustomerEndpoints.Of(customer) : null,
        equipment = view.Equipment.Select(item => item.SerialNumber),
    };

    private static async Task<IResult> SaveAsync(HttpContext http, JsonBody body, SignedInPerson signedIn, ContractRegister contracts, string? existing, CancellationToken ct)
    {
        var entry = new ContractEntry(
            body.Text("number"), body.Text("customerEmail"), body.Text("from"), body.Text("until"), body.Text("responseClass"), body.Texts("covers"), body.Texts("equipment"), body.Text("note"));
        if (body.Problem() is { } problem)
            return problem;
        var saved = await contracts.SaveAsync(entry, existing, signedIn.Person!.Id, signedIn.Person.Language, ct);
        return saved.Value is not { } view ? RegisterAnswers.Refused(http, saved.Errors)
            : existing is null ? Results.Created($"/api/contracts/{PublicAddress.Path(view.Contract.Number)}", Full(view)) : Results.Ok(Full(view));
    }

    private static IResult Missing(HttpContext http, string number) => ApiProblem.NotFound(http, $"There is no contract '{JsonBody.Shown(number)}'.");
}
