using AfterSales.Web.Hosting;

namespace AfterSales.Web.Api.Domain;

/// <summary>Addresses of pages as the outside world reaches them, which behind a proxy is not what the request says.</summary>
internal static class PublicAddress
{
    public static string Tracking(HttpContext http, string trackingCode) =>
        $"{http.RequestServices.GetRequiredService<AfterSalesSettings>().PublicUrl}/track/{trackingCode}";
}
