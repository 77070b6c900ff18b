using System.Net;
using AfterSales.Service.People;
using AfterSales.Service.Workflows;
using AfterSales.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Html;

namespace AfterSales.Web.Pages.Admin;

/// <summary>Departments and functions: who is in them, who would get a task now, and those nobody is in. For managers and above.</summary>
[Authorize(Policy = Rights.Oversight)]
public sealed class GroupsModel(GroupOverview groups, WorkflowCatalog workflows) : SitePage
{
    public IReadOnlyList<GroupView> Groups { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Groups = await groups.AllAsync(ct);

    /// <summary>Names, for administrators with the way to each person.</summary>
    public IHtmlContent Names(IReadOnlyList<Person> people) => new HtmlString(string.Join(
        WebUtility.HtmlEncode(T["web.layout.comma"]),
        people.Select(person => Person.IsAdmin
            ? $"<a href=\"/admin/people/{WebUtility.HtmlEncode(person.Id)}\"><bdi>{WebUtility.HtmlEncode(T.Pick(person.Name))}</bdi></a>"
            : $"<bdi>{WebUtility.HtmlEncode(T.Pick(person.Name))}</bdi>")));

    public string Plain(IReadOnlyList<Person> people) => string.Join(T["web.layout.comma"], people.Select(person => T.Pick(person.Name)));

    public string Workflow(string processId) => workflows.Find(processId) is { } workflow ? T.Pick(workflow.Name) : processId;
}
