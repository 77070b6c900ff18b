using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace AfterSales.Web.Pages;

/// <summary>What stands around a page's content.</summary>
public enum PageShell
{
    /// <summary>Navigation of staff, where somebody is signed in; the public head otherwise.</summary>
    Staff,

    /// <summary>Brand, languages and the way to sign in.</summary>
    Public,

    /// <summary>Brand and languages only: pages opened from a mail lead nowhere else.</summary>
    Link,
}

/// <summary>How a page tells the layout its shell.</summary>
public static class PageShells
{
    private const string Key = "Shell";

    public static PageShell Shell(this ViewDataDictionary viewData) => viewData[Key] as PageShell? ?? PageShell.Staff;

    public static void SetShell(this ViewDataDictionary viewData, PageShell shell) => viewData[Key] = shell;
}
