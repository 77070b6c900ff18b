using AfterSales.Web.Hosting;

namespace AfterSales.Web.Api.Domain;

/// <summary>Addresses of pages as the outside world reaches them, which behind a proxy is not what the request says.</summary>
internal static class PublicAddress
{
    /// <summary>A number or serial as the end of an address; strokes in it stay strokes.</summary>
    public static string Path(string text) => string.Join('/', text.Split('/').Select(Uri.EscapeDataString));

    public static string Tracking(HttpContext http, string trackingCode) =>
        $"{http.RequestServices.GetRequiredService<AfterSalesSettings>().PublicUrl}/track/{trackingCode}";
}
