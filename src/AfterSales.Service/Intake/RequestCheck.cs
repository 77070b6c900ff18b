using AfterSales.Service.Attachments;
using AfterSales.Service.Cases;
using AfterSales.Service.Customers;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;
using AfterSales.Service.Mail;

namespace AfterSales.Service.Intake;

/// <summary>Checks a request and tidies it: blanks away, digits of numbers Latin, empty means nothing.</summary>
internal sealed class RequestCheck
{
    private readonly List<FormError> _errors = [];
    private readonly TextCatalog _texts;

    private RequestCheck(Language language) => _texts = TextCatalog.For(language);

    /// <summary>The tidy request, and what is wrong with it in the customer's language, in the order of the form.</summary>
    public static (NewRequest Tidy, IReadOnlyList<FormError> Errors) Run(NewRequest request, IReadOnlyList<StagedFile> files, Func<string, bool> isOffered)
    {
        var check = new RequestCheck(request.Language);
        var tidy = check.Tidy(request);
        check.Choices(tidy, isOffered);
        check.Contact(tidy);
        foreach (var file in files.Where(file => !file.IsTaken))
            check.Add("files", check._texts[file.Problem!, file.FileName]);
        return (tidy, check._errors);
    }

    private NewRequest Tidy(NewRequest request) => request with
    {
        CustomerName = Text("customerName", request.CustomerName, 120, required: true),
        CustomerEmail = Text("customerEmail", request.CustomerEmail, 254, required: true, code: true),
        CustomerPhone = Text("customerPhone", request.CustomerPhone, 40, code: true),
        CustomerCompany = Text("customerCompany", request.CustomerCompany, 160),
        ProductModel = Text("productModel", request.ProductModel, 120),
        SerialNumber = Text("serialNumber", request.SerialNumber, 80, code: true),
        OrderNumber = Text("orderNumber", request.OrderNumber, 80, code: true),
        Subject = Text("subject", request.Subject, 200, required: true),
        Description = Text("description", request.Description, 10_000, required: true, lines: true),
        Channel = string.IsNullOrWhiteSpace(request.Channel) ? "web" : request.Channel.Trim(),
        IdempotencyKey = string.IsNullOrWhiteSpace(request.IdempotencyKey) ? null : request.IdempotencyKey.Trim(),
    };

    private void Choices(NewRequest request, Func<string, bool> isOffered)
    {
        if (!isOffered(request.Kind))
            Add("kind", _texts["intake.unknownKind"]);
        if (!Channels.All.Contains(request.Channel!))
            Add("channel", _texts["form.notAnOption"]);
        if (!UrgencyCodes.TryParse(request.Urgency, out _))
            Add("urgency", _texts["form.notAnOption"]);
        if (request.IdempotencyKey is { Length: > 100 } key)
            Add("idempotencyKey", _texts["form.longerThan", 100, key.Length]);
    }

    private void Contact(NewRequest request)
    {
        if (request.CustomerEmail is { } email && !(Contacts.IsEmail(email) && HeaderText.IsAddress(email)))
            Add("customerEmail", _texts["form.notEmail"]);
        if (request.CustomerPhone is { } phone && !Contacts.IsPhone(phone))
            Add("customerPhone", _texts["form.notPhone"]);
    }

    private string? Text(string field, string? text, int longest, bool required = false, bool code = false, bool lines = false)
    {
        var clean = Clean(text ?? "", lines);
        if (code)
            clean = Digits.ToLatin(clean);
        if (Blank.Is(clean))
            clean = "";
        if (clean.Length == 0 && required)
            Add(field, _texts["form.required"]);
        if (clean.Length > longest)
            Add(field, _texts["form.longerThan", longest, clean.Length]);
        return clean.Length == 0 ? null : clean;
    }

    /// <summary>The text without control characters and blanks around it.</summary>
    internal static string Clean(string text, bool lines) =>
        new string([.. text.ReplaceLineEndings("\n").Where(c => !char.IsControl(c) || (lines && c is '\n' or '\t'))]).Trim();

    private void Add(string field, string message)
    {
        if (_errors.All(error => error.Field != field || field == "files"))
            _errors.Add(new FormError(field, message));
    }
}
