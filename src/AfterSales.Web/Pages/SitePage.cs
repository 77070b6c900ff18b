using AfterSales.Service.Calendars;
using AfterSales.Service.People;
using AfterSales.Web.Languages;
using AfterSales.Web.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AfterSales.Web.Pages;

/// <summary>What every page knows: its reader, and who is signed in.</summary>
public abstract class SitePage : PageModel
{
    /// <summary>The reader's language, words and formats.</summary>
    protected Reader T => HttpContext.RequestServices.GetRequiredService<Reader>();

    /// <summary>The signed-in person; null for visitors.</summary>
    protected Person? Visitor => HttpContext.RequestServices.GetRequiredService<SignedInPerson>().Person;

    /// <summary>The signed-in person, on pages that ask for one.</summary>
    protected Person Person => Visitor ?? throw new InvalidOperationException("This page asks for a signed-in person.");

    protected TimeProvider Clock => HttpContext.RequestServices.GetRequiredService<TimeProvider>();

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (context.HandlerMethod is null)
            context.Result = WithoutHandler();
        if (Visitor is not { } person)
            return;
        T.Suggest(person.Language);
        ShowTimesBy(person.CalendarId);
    }

    /// <summary>The answer to a method the page has nothing for; drawn all the same, it would lack what it shows.</summary>
    protected virtual IActionResult? WithoutHandler() => StatusCode(StatusCodes.Status405MethodNotAllowed);

    /// <summary>Shows times in the zone of a working calendar: the site's, not the browser's.</summary>
    protected void ShowTimesBy(string calendarId) =>
        T.ShowTimesIn(HttpContext.RequestServices.GetRequiredService<CalendarRegistry>().FindOrStandard(calendarId).Zone);

    /// <summary>Says something in passing on the next page.</summary>
    /// <param name="finishedDraft">What was typed under this name on the reader's device has arrived and is forgotten there.</param>
    /// <param name="failed">What was asked for did not come about, or not all of it: a warning in place of the tick.</param>
    protected void Toast(string text, string? address = null, string? words = null, string? finishedDraft = null, bool failed = false)
    {
        TempData["Toast"] = text;
        if (failed)
            TempData["ToastFailed"] = true;
        if (finishedDraft is not null)
            TempData["FinishedDraft"] = finishedDraft;
        if (address is null)
            return;
        TempData["ToastAddress"] = address;
        TempData["ToastWords"] = words;
    }

    /// <summary>The kind page for something that is not there, at the address that was asked for.</summary>
    protected IActionResult Missing() => StatusCode(StatusCodes.Status404NotFound);
}
