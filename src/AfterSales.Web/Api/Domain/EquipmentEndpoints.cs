using AfterSales.Service.Cases;
using AfterSales.Service.Equipment;
using AfterSales.Service.Registers;
using AfterSales.Service.Storage;
using AfterSales.Web.Api.Http;
using AfterSales.Web.Api.V2;
using AfterSales.Web.SignIn;

namespace AfterSales.Web.Api.Domain;

/// <summary><c>/api/equipment</c>: products by serial number with contracts, warranty and history (SRQ-03, REP-08).</summary>
internal static class EquipmentEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/equipment", async (HttpContext http, EquipmentRegister equipment, string? text, long? customer, string? state, int skip = 0, int take = 50, CancellationToken ct = default) =>
            RegisterAnswers.WrongPage(http, skip, take)
            ?? (state is not null && !EquipmentStates.All.Contains(state)
                ? ApiProblem.Invalid(http, $"State '{JsonBody.Shown(state)}' is unknown; there are {string.Join(", ", EquipmentStates.All)}.")
                : RegisterAnswers.Page(await equipment.SearchAsync(text, customer, state, skip, take, ct), Of)))
            .RequireAuthorization(Rights.Staff).WithSummary("Products by part of serial number, model or owner: text, customer, state, skip, take.");
        api.MapGet("/equipment/{**serial}", GetAsync)
            .RequireAuthorization(Rights.Staff).WithSummary("One product with warranty, contracts, cases and work orders.");
        api.MapPost("/equipment", (HttpContext http, JsonBody body, SignedInPerson signedIn, EquipmentRegister equipment, CancellationToken ct) => SaveAsync(http, body, signedIn, equipment, null, ct))
            .RequireAuthorization(Rights.Staff).WithSummary("Adds a product: serialNumber, model, customerEmail, site, installedOn, warrantyUntil, state.");
        api.MapPut("/equipment/{**serial}", async (HttpContext http, string serial, JsonBody body, SignedInPerson signedIn, EquipmentRegister equipment, CancellationToken ct) =>
            await equipment.FindAsync(serial, ct) is null ? Missing(http, serial) : await SaveAsync(http, body, signedIn, equipment, serial, ct))
            .RequireAuthorization(Rights.Staff).WithSummary("Changes a product; its serial number stays.");
    }

    private static async Task<IResult> GetAsync(HttpContext http, string serial, SignedInPerson signedIn, EquipmentRegister equipment, CancellationToken ct)
    {
        if (await equipment.GetAsync(serial, signedIn.Person!, ct) is not { } view)
            return Missing(http, serial);
        return Results.Ok(new
        {
            equipment = Of(view.Item),
            customer = view.Customer is { } customer ? CustomerEndpoints.Of(customer) : null,
            site = view.Entitlement.Site is { } site ? CustomerEndpoints.Of(site) : null,
            entitlement = new
            {
                status = view.Entitlement.Status,
                underWarranty = view.Entitlement.UnderWarranty,
                warrantyUntil = view.Entitlement.WarrantyUntil.ToStored(),
                reason = view.Entitlement.Reason,
                underContract = view.Entitlement.UnderContract,
                contracts = view.Entitlement.Running.Select(contract => contract.Number),
            },
            contracts = view.Contracts.Select(ContractEndpoints.Of),
            cases = view.Cases.Select(item => new
            {
                caseNumber = item.Case.Number, kind = item.Case.Kind, status = item.Case.Status.Code(), subject = item.Case.Subject, receivedAt = Answers.Instant(item.Case.ReceivedAt),
            }),
            workOrders = view.WorkOrders.Select(WorkOrderEndpoints.Of),
        });
    }

    private static async Task<IResult> SaveAsync(HttpContext http, JsonBody body, SignedInPerson signedIn, EquipmentRegister equipment, string? existing, CancellationToken ct)
    {
        var entry = new EquipmentEntry(
            body.Text("serialNumber"), body.Text("model"), body.Text("customerEmail"), body.Text("site"), body.Text("installedOn"), body.Text("warrantyUntil"), body.Text("state"));
        if (body.Problem() is { } problem)
            return problem;
        var saved = await equipment.SaveAsync(entry, existing, signedIn.Person!.Id, signedIn.Person.Language, ct);
        return saved.Value is not { } item ? RegisterAnswers.Refused(http, saved.Errors)
            : existing is null ? Results.Created($"/api/equipment/{PublicAddress.Path(item.SerialNumber)}", Of(item)) : Results.Ok(Of(item));
    }

    private static object Of(EquipmentItem item) => new
    {
        serialNumber = item.SerialNumber,
        model = item.Model,
        customerKey = Answers.Key(item.CustomerKey),
        siteKey = Answers.Key(item.SiteKey),
        installedOn = item.InstalledOn.ToStored(),
        warrantyUntil = item.WarrantyUntil.ToStored(),
        state = item.State,
    };

    private static IResult Missing(HttpContext http, string serial) => ApiProblem.NotFound(http, $"No product has the serial number '{JsonBody.Shown(serial)}'.");
}
