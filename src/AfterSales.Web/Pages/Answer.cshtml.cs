using AfterSales.Service.Attachments;
using AfterSales.Service.Cases;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;
using AfterSales.Service.Tasks.Questions;
using AfterSales.Web.Forms;
using AfterSales.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace AfterSales.Web.Pages;

/// <summary>
/// The page on which a customer answers a question, without an account: the tracking code in the address is the key, and opens questions of
/// its own case only. Looking changes nothing.
/// </summary>
[EnableRateLimiting(RateLimits.Links)]
public sealed class AnswerModel(CustomerAnswers answers, UploadTray tray) : SitePage
{
    public TaskQuestion Question { get; private set; } = null!;

    /// <summary>Null where code and question do not belong together.</summary>
    public ServiceCase? Case { get; private set; }

    public string Code { get; private set; } = "";

    public IReadOnlyList<ProblemLine> Problems { get; private set; } = [];

    public IReadOnlyList<KeptFile> Kept { get; private set; } = [];

    [BindProperty(Name = "text")]
    public string? Text { get; set; }

    public string Address => FormattableString.Invariant($"/track/{Code}/answer/{Question.Key}");

    /// <summary>The name of the draft on the customer's device.</summary>
    public string DraftName => FormattableString.Invariant($"answer:{Question.Key}");

    public async Task<IActionResult> OnGetAsync(string code, long key, CancellationToken ct) => await LoadAsync(code, key, ct) ? Page() : Unknown();

    public async Task<IActionResult> OnPostAsync(string code, long key, CancellationToken ct)
    {
        if (!await LoadAsync(code, key, ct))
            return Unknown();
        if (!Question.IsOpen)
            return LocalRedirect(Address);
        var (files, errors) = PostedForm.ReadFiles(Request.Form, tray, T);
        if (errors.Count == 0)
            errors = await answers.AnswerAsync(code, key, Text ?? "", files, T.Language, ct);
        if (errors.Count == 0)
            return LocalRedirect(Address);
        if (errors.All(error => error.Field != PhotoField.Name))
            Kept = await tray.KeepAsync(files, ct);
        Problems = [.. errors.Select(error => new ProblemLine(error.Field, T[error.Field == PhotoField.Name ? "web.request.files" : "web.held.yourAnswer"], error.Message))];
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>What is wrong with a field, or null.</summary>
    public string? ProblemOf(string field) => Problems.FirstOrDefault(problem => problem.ElementId == field)?.Message;

    /// <summary>The file field, drawn like those of task forms.</summary>
    public FieldInput FileField => PhotoField.Of(T, ProblemOf(PhotoField.Name), Kept);

    private async Task<bool> LoadAsync(string code, long key, CancellationToken ct)
    {
        Code = code;
        if (await answers.FindAsync(code, key, ct) is not { } found)
            return false;
        (Question, Case) = found;
        if (Visitor is null)
            T.Suggest(Case.Language);
        ShowTimesBy(Case.CalendarId);
        return true;
    }

    private PageResult Unknown()
    {
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }
}
