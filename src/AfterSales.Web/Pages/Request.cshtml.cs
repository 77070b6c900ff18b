using System.Security.Cryptography;
using AfterSales.Service.Attachments;
using AfterSales.Service.Cases;
using AfterSales.Service.Forms;
using AfterSales.Service.Intake;
using AfterSales.Service.Languages;
using AfterSales.Web.Forms;
using AfterSales.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace AfterSales.Web.Pages;

/// <summary>
/// Where a customer, or a clerk for him, makes a request. The form carries a key made when it was drawn, so that sending it twice
/// makes one case; mistakes keep everything that was entered, files included.
/// </summary>
[EnableRateLimiting(RateLimits.Requests)]
public sealed class RequestModel(RequestIntake intake, UploadTray tray) : SitePage
{
    [BindProperty]
    public RequestInput Input { get; set; } = new();

    public IReadOnlyList<CaseKind> Kinds => intake.Kinds;

    /// <summary>A member of staff types it in for the customer.</summary>
    public bool OnBehalf => Visitor is not null;

    public IReadOnlyList<ProblemLine> Problems { get; private set; } = [];

    public IReadOnlyList<KeptFile> Kept { get; private set; } = [];

    public void OnGet()
    {
        Input.Kind = Kinds.Count > 0 ? Kinds[0].Id : "";
        Input.Key = RandomNumberGenerator.GetHexString(32, lowercase: true);
        Input.Language = T.Language.Code();
        Input.Channel = OnBehalf ? "phone" : "web";
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var (files, errors) = PostedForm.ReadFiles(Request.Form, tray, T);
        if (errors.Count == 0)
        {
            var result = await intake.SubmitAsync(ToRequest(), files, ct);
            if (result is IntakeResult.Accepted accepted)
                return LocalRedirect(OnBehalf ? $"/cases/{accepted.Request.CaseNumber}" : $"/track/{accepted.Request.TrackingCode}?received=1");
            errors = ((IntakeResult.Invalid)result).Errors;
        }
        // Only files that can be taken are worth keeping for the next try.
        if (!errors.Any(error => error.Field == PhotoField.Name))
            Kept = await tray.KeepAsync(files, ct);
        Problems = [.. errors.Select(error => new ProblemLine(ElementId(error.Field), Label(error.Field), error.Message))];
        foreach (var error in errors)
            ModelState.AddModelError(error.Field, error.Message);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>What is wrong with a field, or null.</summary>
    public string? ProblemOf(string field) => ModelState.TryGetValue(field, out var entry) && entry.Errors.Count > 0 ? entry.Errors[0].ErrorMessage : null;

    /// <summary>The file field, drawn like those of task forms.</summary>
    public FieldInput FileField => PhotoField.Of(T, ProblemOf(PhotoField.Name), Kept);

    private NewRequest ToRequest() => new()
    {
        Kind = Input.Kind,
        Subject = Input.Subject,
        Description = Input.Description,
        Urgency = Input.Urgency,
        ProductModel = Input.ProductModel,
        SerialNumber = Input.SerialNumber,
        OrderNumber = Input.OrderNumber,
        CustomerName = Input.CustomerName,
        CustomerEmail = Input.CustomerEmail,
        CustomerPhone = Input.CustomerPhone is { } phone ? Digits.ToLatin(phone) : null,
        CustomerCompany = Input.CustomerCompany,
        Channel = OnBehalf ? Input.Channel : "web",
        Language = OnBehalf ? LanguageCodes.Parse(Input.Language) : T.Language,
        IdempotencyKey = Input.Key.Length > 0 ? Input.Key : null,
        RecordedBy = Visitor?.Id,
    };

    private static string ElementId(string field) => field;

    private string Label(string field) => field switch
    {
        "subject" => T["web.request.subject"],
        "description" => T["web.request.description"],
        "urgency" => T["web.request.howUrgent"],
        "kind" => T["web.request.kind"],
        "productModel" => T["web.request.model"],
        "serialNumber" => T["web.request.serial"],
        "orderNumber" => T["web.request.order"],
        "customerName" => T["web.request.name"],
        "customerEmail" => T["web.request.email"],
        "customerPhone" => T["web.request.phone"],
        "customerCompany" => T["web.request.company"],
        "channel" => T["web.request.channel"],
        "language" => T["web.request.customerLanguage"],
        _ => T["web.request.files"],
    };
}
