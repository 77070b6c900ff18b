using AfterSales.Service.Cases;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Pages;

/// <summary>Finds the tracking page of a code typed or pasted by hand.</summary>
public sealed class TrackSearchModel(CaseQueries cases) : SitePage
{
    /// <summary>The code that was not found.</summary>
    public string? Unknown { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? code, CancellationToken ct)
    {
        // A whole address pasted from the mail is as good as the code in it.
        var wanted = code?.Trim().TrimEnd('/').Split('/')[^1];
        if (string.IsNullOrEmpty(wanted))
            return Page();
        if (await cases.TrackAsync(wanted, T.Language, ct) is not null)
            return LocalRedirect("/track/" + Uri.EscapeDataString(wanted));
        Unknown = wanted;
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }
}
