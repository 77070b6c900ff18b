using AfterSales.Feel.Values;
using AfterSales.Service.Cases;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Intake;

/// <summary>The process variable <c>case</c>: what every workflow of a case begins with.</summary>
internal static class CaseVariable
{
    public const string Name = "case";

    public static FeelContext Of(ServiceCase opened) => Context(
        ("number", Text(opened.Number)),
        ("kind", Text(opened.Kind)),
        ("receivedAt", Text(opened.ReceivedAt.ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture))),
        ("subject", Text(opened.Subject)),
        ("description", Text(opened.Description)),
        ("urgency", Text(opened.Urgency.Code())),
        ("channel", Text(opened.Channel)),
        ("language", Text(opened.Language.Code())),
        ("calendar", Text(opened.CalendarId)),
        ("trackingCode", Text(opened.TrackingCode)),
        ("customer", Context(
            ("name", Text(opened.CustomerName)),
            ("email", Text(opened.CustomerEmail)),
            ("phone", Text(opened.CustomerPhone)),
            ("company", Text(opened.CustomerCompany)))),
        ("product", Context(
            ("model", Text(opened.ProductModel)),
            ("serialNumber", Text(opened.SerialNumber)),
            ("orderNumber", Text(opened.OrderNumber)))));

    private static FeelValue Text(string? text) => FeelValue.Of(text);

    private static FeelContext Context(params IEnumerable<(string Name, FeelValue Value)> entries) =>
        new(entries.Select(entry => KeyValuePair.Create(entry.Name, entry.Value)));
}
