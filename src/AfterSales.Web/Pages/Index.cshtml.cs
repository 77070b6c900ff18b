using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Pages;

/// <summary>The front door: customers make or follow a request, staff go to their tasks.</summary>
public sealed class IndexModel : SitePage
{
    public IActionResult OnGet() => Visitor is null ? Page() : LocalRedirect("/tasks");
}
