using System.Globalization;
using AfterSales.Service.Tasks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace AfterSales.Web.Pages.Tasks;

/// <summary>A task opened by somebody who is signed in.</summary>
public sealed class TaskModel(TaskParts parts) : TaskPage(parts)
{
    private long key;

    public override string Address => FormattableString.Invariant($"/tasks/{key}");

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        base.OnPageHandlerExecuting(context);
        Actor = new TaskActor.Staff(Person);
        ClosedKey = context.RouteData.Values["key"] is string text && long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    public Task<IActionResult> OnGetAsync(long key, CancellationToken ct) => ShowAsync(this.key = key, ct);

    public Task<IActionResult> OnGetFileAsync(long key, string id, CancellationToken ct) => SendFileAsync(this.key = key, id, ct);

    public Task<IActionResult> OnPostAsync(long key, CancellationToken ct) => CompleteAsync(this.key = key, ct);

    public Task<IActionResult> OnPostDraftAsync(long key, CancellationToken ct) => KeepDraftAsync(this.key = key, ct);

    public Task<IActionResult> OnPostDiscardAsync(long key, CancellationToken ct) => DiscardDraftAsync(this.key = key, ct);

    public Task<IActionResult> OnPostReturnAsync(long key, CancellationToken ct) => GiveBackAsync(this.key = key, ct);

    public Task<IActionResult> OnPostPassAsync(long key, CancellationToken ct) => PassOnAsync(this.key = key, ct);

    public Task<IActionResult> OnPostAskAsync(long key, CancellationToken ct) => AskAsync(this.key = key, ct);

    public Task<IActionResult> OnPostUnaskAsync(long key, CancellationToken ct) => TakeBackAsync(this.key = key, ct);

    public Task<IActionResult> OnPostObstacleAsync(long key, CancellationToken ct) => ReportAsync(this.key = key, ct);

    public Task<IActionResult> OnPostSolveAsync(long key, [FromForm(Name = "__key")] string? obstacle, CancellationToken ct) =>
        SolveAsync(this.key = key, KeyIn(obstacle), ct);

    public async Task<IActionResult> OnPostClaimAsync(long key, CancellationToken ct)
    {
        this.key = key;
        if (await Parts.Actions.ClaimAsync(key, Person, ct) is TaskChange.NotPossible refused)
            return await ShowClosedAsync(refused.Why, ct);
        Toast(T["web.task.claimed"]);
        return LocalRedirect(Address);
    }

    protected override IActionResult AfterLeaving(string said)
    {
        Toast(said);
        return LocalRedirect("/tasks");
    }
}
