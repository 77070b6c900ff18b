using AfterSales.Service.Workflows;
using AfterSales.Web.SignIn;
using Microsoft.AspNetCore.Authorization;

namespace AfterSales.Web.Pages.Admin;

/// <summary>The files of the workflows folder that the last start left out, and why. For managers.</summary>
[Authorize(Policy = Rights.Oversight)]
public sealed class WorkflowsModel(RefusedWorkflows refused) : SitePage
{
    public IReadOnlyList<RefusedWorkflow> Refused => refused.All;

    public void OnGet()
    {
    }
}
