using AfterSales.Web.Help;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Pages;

/// <summary>The guide, in the reader's language where it has that page. For everybody who signs in.</summary>
public sealed class HelpModel(GuidePages guides) : SitePage
{
    public GuidePage Guide { get; private set; } = null!;

    public string Title => T["web.help.title"];

    public IActionResult OnGet(string? name)
    {
        if (guides.Find(name ?? GuidePages.First, T.Language) is not { } guide)
            return Missing();
        Guide = guide;
        return Page();
    }
}
