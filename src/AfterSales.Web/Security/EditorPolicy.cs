using Microsoft.AspNetCore.Mvc.Filters;

namespace AfterSales.Web.Security;

/// <summary>
/// The content policy of the editors. They draw with styles they write themselves (and place the bpmn.io mark with one), so styles
/// within the page are allowed here; scripts are not. Pictures and fonts of the editors stand in their style sheets.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EditorPolicyAttribute : Attribute, IPageFilter
{
    public const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; " +
        "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'; manifest-src 'self'";

    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
    }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context) => context.HttpContext.Response.Headers.ContentSecurityPolicy = ContentPolicy;

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
    }
}
