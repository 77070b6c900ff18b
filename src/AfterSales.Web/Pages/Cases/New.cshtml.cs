using System.Security.Cryptography;
using AfterSales.Service.Cases;
using AfterSales.Service.Intake;
using AfterSales.Service.Languages;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Pages.Cases;

/// <summary>
/// Where staff open a case of any kind: for a customer, or one of the company itself. Sending the form twice makes one case.
/// </summary>
public sealed class NewModel(RequestIntake intake, InternalCases internals, CaseQueries cases) : EntryPage
{
    [BindProperty]
    public RequestInput Input { get; set; } = new();

    /// <summary>Kinds customers ask for, which go out with an acknowledgement.</summary>
    public IReadOnlyList<CaseKind> ForCustomers => intake.Kinds;

    /// <summary>Kinds the company opens for itself.</summary>
    public IReadOnlyList<CaseKind> Internal => internals.Kinds;

    public string Company => internals.Company.Name ?? "";

    public void OnGet(string? kind, string? serial)
    {
        Input.Kind = Internal.Concat(ForCustomers).Any(offered => offered.Id == kind) ? kind! : "";
        Input.SerialNumber = serial;
        Input.Key = RandomNumberGenerator.GetHexString(32, lowercase: true);
        Input.Language = T.Language.Code();
        Input.Channel = "phone";
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var request = ToRequest();
        var result = CaseKinds.Find(request.Kind)?.Internal == true ? await internals.OpenAsync(request, ct: ct) : await intake.SubmitAsync(request, [], ct);
        if (result is not IntakeResult.Accepted(var opened))
            return Again(((IntakeResult.Invalid)result).Errors, Label);
        // Who opens a case for another department does not see it afterwards.
        var seen = (await cases.ListAsync(new CaseFilter { Text = opened.CaseNumber, Take = 1 }, Person, ct)).Total > 0;
        Toast(T["web.newCase.opened", opened.CaseNumber]);
        return LocalRedirect(seen ? "/cases/" + opened.CaseNumber : "/cases");
    }

    private NewRequest ToRequest() => new()
    {
        Kind = Input.Kind,
        Subject = Input.Subject,
        Description = string.IsNullOrWhiteSpace(Input.Description) ? Input.Subject : Input.Description,
        Urgency = Input.Urgency,
        ProductModel = Input.ProductModel,
        SerialNumber = Input.SerialNumber,
        OrderNumber = Input.OrderNumber,
        CustomerName = Input.CustomerName,
        CustomerEmail = Input.CustomerEmail,
        CustomerPhone = Input.CustomerPhone is { } phone ? Digits.ToLatin(phone) : null,
        CustomerCompany = Input.CustomerCompany,
        Channel = Input.Channel,
        Language = LanguageCodes.Parse(Input.Language),
        IdempotencyKey = Input.Key.Length > 0 ? Input.Key : null,
        RecordedBy = Person.Id,
    };

    private string Label(string field) => field switch
    {
        "subject" => T["web.request.subject"],
        "description" => T["web.newCase.description"],
        "urgency" => T["web.newCase.urgency"],
        "productModel" => T["web.request.model"],
        "serialNumber" => T["web.request.serial"],
        "orderNumber" => T["web.request.order"],
        "customerName" => T["web.registers.name"],
        "customerEmail" => T["web.request.email"],
        "customerPhone" => T["web.request.phone"],
        "customerCompany" => T["web.request.company"],
        "channel" => T["web.request.channel"],
        _ => T["web.newCase.kind"],
    };
}
