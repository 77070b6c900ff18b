using AfterSales.Feel.Values;
using AfterSales.Service.Cases;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Notifications;

/// <summary>What mails say about a case. Kept with each task, so that a reminder says the same as the first mail.</summary>
public sealed record CaseFacts
{
    public required string Number { get; init; }

    /// <summary>Id of the kind, such as <c>complaint</c>.</summary>
    public string Kind { get; init; } = "";

    public string Subject { get; init; } = "";

    public string Urgency { get; init; } = "normal";

    public DateTimeOffset? ReceivedAt { get; init; }

    public string? TrackingCode { get; init; }

    public string? CalendarId { get; init; }

    /// <summary>The customer's language.</summary>
    public Language Language { get; init; }

    public string CustomerName { get; init; } = "";

    public string? CustomerCompany { get; init; }

    public string CustomerEmail { get; init; } = "";

    public string? ProductModel { get; init; }

    public string? SerialNumber { get; init; }

    public string? OrderNumber { get; init; }

    /// <summary>The customer as receiver.</summary>
    public Receiver Customer => Receiver.Customer(CustomerName, CustomerEmail, Language);

    public static CaseFacts Of(ServiceCase source) => new()
    {
        Number = source.Number,
        Kind = source.Kind,
        Subject = source.Subject,
        Urgency = source.Urgency.Code(),
        ReceivedAt = source.ReceivedAt,
        TrackingCode = source.TrackingCode,
        CalendarId = source.CalendarId,
        Language = source.Language,
        CustomerName = source.CustomerName,
        CustomerCompany = source.CustomerCompany,
        CustomerEmail = source.CustomerEmail,
        ProductModel = source.ProductModel,
        SerialNumber = source.SerialNumber,
        OrderNumber = source.OrderNumber,
    };

    /// <summary>Reads the process variable <c>case</c>; null when there is none or it has no number.</summary>
    public static CaseFacts? OfVariables(FeelContext variables) => OfVariable(variables.Entries.GetValueOrDefault("case"));

    /// <summary>Reads the value of the process variable <c>case</c>; null when it has no number.</summary>
    public static CaseFacts? OfVariable(FeelValue? value)
    {
        if (value is not FeelContext source || Text(source, "number") is not { } number)
            return null;
        var customer = source.Entries.GetValueOrDefault("customer") as FeelContext ?? FeelContext.Empty;
        var product = source.Entries.GetValueOrDefault("product") as FeelContext ?? FeelContext.Empty;
        return new CaseFacts
        {
            Number = number,
            Kind = Text(source, "kind") ?? "",
            Subject = Text(source, "subject") ?? "",
            Urgency = Text(source, "urgency") ?? "normal",
            ReceivedAt = DateTimeOffset.TryParse(Text(source, "receivedAt"), System.Globalization.CultureInfo.InvariantCulture, out var at) ? at : null,
            TrackingCode = Text(source, "trackingCode"),
            CalendarId = Text(source, "calendar"),
            Language = LanguageCodes.Parse(Text(source, "language")),
            CustomerName = Text(customer, "name") ?? "",
            CustomerCompany = Text(customer, "company"),
            CustomerEmail = Text(customer, "email") ?? "",
            ProductModel = Text(product, "model"),
            SerialNumber = Text(product, "serialNumber"),
            OrderNumber = Text(product, "orderNumber"),
        };
    }

    private static string? Text(FeelContext context, string name) => context.Entries.GetValueOrDefault(name) switch
    {
        FeelString { Value.Length: > 0 } text => text.Value,
        FeelDateTime at => FeelJson.ToJson(at).Trim('"'),
        _ => null,
    };
}
