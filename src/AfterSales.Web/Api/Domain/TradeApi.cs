using System.Globalization;
using AfterSales.Service.Charges;
using AfterSales.Service.Commerce;
using AfterSales.Service.Parts;
using AfterSales.Service.Quotations;
using AfterSales.Web.Api.Http;
using AfterSales.Web.Api.V2;
using AfterSales.Web.SignIn;

namespace AfterSales.Web.Api.Domain;

/// <summary>
/// Requisitions, quotations and charges, newest first, as the signed-in account may see them: finance and stores see theirs all, others
/// those of their cases. <c>/api/charges/finance.csv</c> is what finance books from.
/// </summary>
internal static class TradeApi
{
    public static void Map(RouteGroupBuilder api)
    {
        PartsApi.Map(api);
        MapRequisitions(api);
        MapQuotations(api);
        MapCharges(api);
    }

    private static void MapRequisitions(RouteGroupBuilder api)
    {
        api.MapGet("/requisitions", async (HttpContext http, SignedInPerson signedIn, PartQueries parts, string? status, string? caseNumber,
                    DateTimeOffset? from, DateTimeOffset? until, int skip = 0, int take = 100, CancellationToken ct = default) =>
                TradeAnswers.PageProblem(http, skip, take) ?? TradeAnswers.StatusProblem(http, status, RequisitionStatus.All)
                ?? TradeAnswers.Page(await parts.RequisitionsAsync(Filter(status, caseNumber, from, until, skip, take), signedIn.Person!, ct), Item))
            .RequireAuthorization(Rights.Staff).WithSummary("Requests for spare parts: status, caseNumber, from, until, skip, take.");
        api.MapGet("/requisitions/{number}", async (HttpContext http, string number, SignedInPerson signedIn, PartQueries parts, CancellationToken ct) =>
                await parts.RequisitionAsync(number, signedIn.Person!, ct) is { } found ? Results.Ok(Item(found)) : ApiProblem.NotFound(http, "There is no such requisition that this account may see."))
            .RequireAuthorization(Rights.Staff).WithSummary("One request for spare parts.");
    }

    private static void MapQuotations(RouteGroupBuilder api)
    {
        api.MapGet("/quotations", async (HttpContext http, SignedInPerson signedIn, QuotationQueries quotations, string? status, string? caseNumber,
                    DateTimeOffset? from, DateTimeOffset? until, int skip = 0, int take = 100, CancellationToken ct = default) =>
                TradeAnswers.PageProblem(http, skip, take) ?? TradeAnswers.StatusProblem(http, status, QuotationStatus.All)
                ?? TradeAnswers.Page(await quotations.ListAsync(Filter(status, caseNumber, from, until, skip, take), signedIn.Person!, ct), Item))
            .RequireAuthorization(Rights.Staff).WithSummary("Quotations: status, caseNumber, from, until, skip, take.");
        api.MapGet("/quotations/{number}", async (HttpContext http, string number, SignedInPerson signedIn, QuotationQueries quotations, CancellationToken ct) =>
                await quotations.GetAsync(number, signedIn.Person!, ct) is { } found ? Results.Ok(Item(found)) : ApiProblem.NotFound(http, "There is no such quotation that this account may see."))
            .RequireAuthorization(Rights.Staff).WithSummary("One quotation with its lines.");
    }

    private static void MapCharges(RouteGroupBuilder api)
    {
        api.MapGet("/charges", async (HttpContext http, SignedInPerson signedIn, ChargeQueries charges, string? status, string? caseNumber,
                    DateTimeOffset? from, DateTimeOffset? until, int skip = 0, int take = 100, CancellationToken ct = default) =>
                TradeAnswers.PageProblem(http, skip, take) ?? TradeAnswers.StatusProblem(http, status, ChargeStatus.All)
                ?? TradeAnswers.Page(await charges.ListAsync(Filter(status, caseNumber, from, until, skip, take), signedIn.Person!, ct), Item))
            .RequireAuthorization(Rights.Staff).WithSummary("Charges with what was handed to finance: status, caseNumber, from, until, skip, take.");
        api.MapGet("/charges/finance.csv", async (SignedInPerson signedIn, ChargeQueries charges, DateTimeOffset? from, DateTimeOffset? until, CancellationToken ct) =>
                Results.File(FinanceCsv.Of(await charges.HandedOverAsync(from, until, signedIn.Person!, ct)), "text/csv; charset=utf-8", "finance.csv"))
            .RequireAuthorization(Rights.Staff).WithSummary("What was handed to finance in a time, as CSV: from, until.");
        api.MapGet("/charges/{number}", async (HttpContext http, string number, SignedInPerson signedIn, ChargeQueries charges, CancellationToken ct) =>
                await charges.GetAsync(number, signedIn.Person!, ct) is { } found ? Results.Ok(Item(found)) : ApiProblem.NotFound(http, "There is no such charge that this account may see."))
            .RequireAuthorization(Rights.Staff).WithSummary("One charge with what was handed to finance.");
    }

    private static TradeFilter Filter(string? status, string? caseNumber, DateTimeOffset? from, DateTimeOffset? until, int skip, int take) =>
        new() { Status = status, CaseNumber = caseNumber, From = from, Until = until, Skip = skip, Take = take };

    private static object Item(Requisition requisition) => new
    {
        number = requisition.Number,
        caseNumber = requisition.CaseNumber,
        status = requisition.Status,
        reason = requisition.Reason,
        chargeType = requisition.ChargeType.Code(),
        requestedAt = Answers.Instant(requisition.RequestedAt),
        orderedAt = Answers.Instant(requisition.OrderedAt),
        expectedOn = Day(requisition.ExpectedOn),
        issuedAt = Answers.Instant(requisition.IssuedAt),
        closedReason = requisition.ClosedReason,
        lines = requisition.Lines.Select(line => new { partNumber = line.PartNumber, name = line.Name, quantity = line.Quantity, reserved = line.Reserved }),
    };

    private static object Item(Quotation quotation) => new
    {
        number = quotation.Number,
        caseNumber = quotation.CaseNumber,
        status = quotation.Status,
        chargeType = quotation.ChargeType.Code(),
        currency = quotation.Currency.Code,
        total = new Money(quotation.Total, quotation.Currency).Stored,
        payable = new Money(quotation.Payable, quotation.Currency).Stored,
        validUntil = Day(quotation.ValidUntil),
        createdAt = Answers.Instant(quotation.CreatedAt),
        answeredAt = Answers.Instant(quotation.AnsweredAt),
        reason = quotation.Reason,
        lines = quotation.Lines.Select(line => new
        {
            text = line.Text,
            quantity = line.Quantity,
            price = line.Price.ToString(CultureInfo.InvariantCulture),
            amount = new Money(line.Amount, quotation.Currency).Stored,
        }),
    };

    private static object Item(ChargeView view) => new
    {
        number = view.Charge.Number,
        caseNumber = view.Charge.CaseNumber,
        status = view.Charge.Status,
        chargeType = view.Charge.Type.Code(),
        amount = view.Charge.Money.Stored,
        currency = view.Charge.Money.Currency.Code,
        description = view.Charge.Description,
        workOrder = view.Charge.WorkOrder,
        quotation = view.Charge.Quotation,
        paidOnSite = view.Charge.PaidOnSite,
        recordedAt = Answers.Instant(view.Charge.RecordedAt),
        invoices = view.Invoices.Select(invoice => new
        {
            number = invoice.Number,
            kind = invoice.Kind,
            status = invoice.Status,
            amount = invoice.Money.Stored,
            currency = invoice.Money.Currency.Code,
            handedOverAt = Answers.Instant(invoice.HandedOverAt),
            paidOn = Day(invoice.PaidOn),
            reason = invoice.Reason,
        }),
    };

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
