using System.Diagnostics;
using System.Globalization;
using AfterSales.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Pages;

/// <summary>The page of everything that went wrong, in the reader's language: what it means and what to do.</summary>
[IgnoreAntiforgeryToken]
public sealed class ProblemModel : SitePage
{
    private static readonly int[] Known = [400, 403, 404, 413, 429, 500, 503];

    /// <summary>The status the page speaks about.</summary>
    public int Status { get; private set; }

    /// <summary>Finds this failure in the log.</summary>
    public string Id => Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;

    public string Text => Status == 413 ? T["web.problem.413.text", T.Format.FileSize(BodyLimits.FormWithFiles)] : T[$"web.problem.{Status}.text"];

    public void OnGet(int status) => Show(status);

    public void OnPost(int status) => Show(status);

    // Errors happen to every method; the page is shown for all of them.
    protected override IActionResult? WithoutHandler()
    {
        Show(int.TryParse(RouteData.Values["status"] as string, NumberStyles.None, CultureInfo.InvariantCulture, out var status) ? status : Response.StatusCode);
        return null;
    }

    private void Show(int status)
    {
        Status = Known.Contains(status) ? status : status >= 500 ? 500 : status == 401 ? 403 : 400;
        if (Response.StatusCode == 200)
            Response.StatusCode = status is >= 400 and < 600 ? status : 404;
    }
}
