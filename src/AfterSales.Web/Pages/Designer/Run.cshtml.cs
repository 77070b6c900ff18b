using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AfterSales.Feel.Values;
using AfterSales.Service.Designer;
using AfterSales.Service.Designer.Runs;
using AfterSales.Service.Designer.Scenarios;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;
using AfterSales.Web.Forms;
using AfterSales.Web.Languages;
using AfterSales.Web.Security;
using AfterSales.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AfterSales.Web.Pages.Designer;

/// <summary>
/// A test run: where it stands on the drawing, what is open, what would be due and sent; everything a person may decide is a button or the
/// form of the task itself. Works without a script but for the drawing.
/// </summary>
[Authorize(Policy = Rights.Designer)]
public sealed class RunModel(TestRuns runs, ScenarioBook scenarios, UploadTray tray) : SitePage
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public PlayedRun Played { get; private set; } = null!;

    public TestRun Run => Played.Run;

    public RunScript Script => Played.Stored.Script;

    public LocalText Name => Played.Library.NameOf(Script.Process);

    public string? Problem { get; private set; }

    /// <summary>The task whose form is shown.</summary>
    public RunTask? Task { get; private set; }

    public FormView? Form { get; private set; }

    /// <summary>The diagram shown: the run's own process or one it called.</summary>
    public RunPicture? Picture { get; private set; }

    /// <summary>The mail shown, with its number and language.</summary>
    public (RunMail Mail, int Index, Language Language, MailPreview Preview)? Mail { get; private set; }

    public string ScenarioName { get; private set; } = "";

    /// <summary>A job result or variables as they were typed, when they were refused.</summary>
    public string? Typed { get; private set; }

    public IReadOnlyList<ProblemLine> Problems => Form is null ? [] : ProblemLine.Of(Form, T);

    public async Task<IActionResult> OnGetAsync(long key, string? task, int? mail, string? @in, string? process, CancellationToken ct)
    {
        if (!await FindAsync(key, ct))
            return Missing();
        Show(task, process);
        if (mail is { } index && index >= 0 && index < Run.Mails.Count)
        {
            var language = LanguageCodes.TryParse(@in, out var asked) ? asked : Run.Mails[index].Language;
            Mail = (Run.Mails[index], index, language, Run.Mails[index].Render(language));
        }
        return Page();
    }

    public async Task<IActionResult> OnGetDiagramAsync(long key, string? process, CancellationToken ct)
    {
        if (!await FindAsync(key, ct) || Run.Pictures.FirstOrDefault(picture => picture.ProcessId == process) is not { } picture || Played.Library.Xml(picture.ProcessId) is not { } xml)
            return Missing();
        return new JsonResult(new
        {
            xml,
            language = T.Language.Code(),
            done = picture.Done,
            active = picture.Active.Concat(picture.Incidents).Distinct(),
            problems = picture.Incidents,
            taken = picture.Flows,
            texts = new { active = T["web.case.stepsActive"], problem = T["web.case.stepsProblem"], done = T["web.case.stepsDone"] },
        });
    }

    /// <summary>A mail's own page, for the frame.</summary>
    public async Task<IActionResult> OnGetMailAsync(long key, int index, string? @in, CancellationToken ct)
    {
        if (!await FindAsync(key, ct) || index < 0 || index >= Run.Mails.Count)
            return Missing();
        var language = LanguageCodes.TryParse(@in, out var asked) ? asked : Run.Mails[index].Language;
        if (Run.Mails[index].Render(language).Mail is not { } written)
            return Missing();
        Response.Headers.ContentSecurityPolicy = SecurityHeaders.MailPolicy;
        return Content(written.Html, "text/html", Encoding.UTF8);
    }

    /// <summary>Completes a task with its form.</summary>
    public async Task<IActionResult> OnPostAsync(long key, [FromForm(Name = "__revision")] int revision, [FromForm(Name = "__task")] string? task, CancellationToken ct)
    {
        if (!await FindAsync(key, ct))
            return Missing();
        Show(task, null);
        if (Task is null || Form is null)
            return Refused(T["web.run.taskGone"]);
        var posted = PostedForm.Read(Request.Form, Form, tray, T);
        var answers = posted.Values.Names.Select(name => (Name: name, Texts: posted.Values.Get(name)))
            .Concat(posted.Files.GroupBy(file => file.Field).Select(files => (Name: files.Key, Texts: (IReadOnlyList<string>)[.. files.Select(file => file.FileName)])))
            .GroupBy(answer => answer.Name).ToDictionary(answer => answer.Key, answer => answer.Last().Texts, StringComparer.Ordinal);
        var judged = Run.Judge(Task, answers, T.Language)!;
        if (judged.Errors.Count > 0)
        {
            Form = judged;
            return Page();
        }
        return await DoAsync(key, revision, new RunAction { Do = RunDeed.Complete, Step = Task.Part.ElementId, Which = Task.Which, Answers = answers }, null, ct);
    }

    /// <summary>Everything that is one button: a message arrives, a timer is due, the next moment, a step is tried again, an automatic step gives a result.</summary>
    public async Task<IActionResult> OnPostDoAsync(long key, int revision, string? deed, string? step, int which, string? variables, double? days, CancellationToken ct)
    {
        if (!await FindAsync(key, ct))
            return Missing();
        Show(null, null);
        if (!Enum.TryParse<RunDeed>(deed, ignoreCase: true, out var kind) || kind == RunDeed.Complete)
            return Missing();
        if (!Object(variables, out var given))
            return Refused(T["web.run.noObject"], variables);
        return await DoAsync(key, revision, new RunAction { Do = kind, Step = step, Which = which, Variables = given, Days = days }, variables, ct);
    }

    /// <summary>Chooses what an automatic step gives, from the beginning on; nothing takes the usual result again.</summary>
    public async Task<IActionResult> OnPostChooseAsync(long key, int revision, string? step, string? variables, CancellationToken ct)
    {
        if (!await FindAsync(key, ct))
            return Missing();
        Show(null, null);
        if (string.IsNullOrWhiteSpace(step) || !Object(variables, out var given))
            return Refused(T["web.run.noObject"], variables);
        return After(key, await runs.ChooseAsync(key, revision, step, given, Person.Id, ct));
    }

    /// <summary>Back to how it stood after so many actions.</summary>
    public async Task<IActionResult> OnPostBackAsync(long key, int revision, int keep, CancellationToken ct)
    {
        if (!await FindAsync(key, ct))
            return Missing();
        Show(null, null);
        return After(key, await runs.BackAsync(key, revision, keep, Person.Id, ct));
    }

    /// <summary>Keeps the run as a scenario that later versions have to pass.</summary>
    public async Task<IActionResult> OnPostSaveAsync(long key, string? name, bool steps, bool mails, bool deadlines, CancellationToken ct)
    {
        if (!await FindAsync(key, ct))
            return Missing();
        Show(null, null);
        ScenarioName = name ?? "";
        if (string.IsNullOrWhiteSpace(name) || name.Trim().Length > Scenario.LongestName)
            return Refused(T["web.run.nameMissing", Scenario.LongestName]);
        var saved = await scenarios.SaveAsync(name, Script, Expectation.Of(Run, steps, mails, deadlines), Person.Id, ct);
        if (!saved.IsOk)
            return Refused(Run.Refusal is { } refusal ? T.Pick(refusal.Why) : T["web.run.notSaved"]);
        Toast(T["web.run.saved", saved.Value.Name]);
        return LocalRedirect(DesignerWords.ScenariosAddress(Script.Process));
    }

    /// <summary>A value of the run as people can read it.</summary>
    public static string Json(FeelValue value)
    {
        using var document = JsonDocument.Parse(FeelJson.ToJson(FeelJson.ToJsonValue(value)));
        return JsonSerializer.Serialize(document.RootElement, Readable);
    }

    /// <summary>Who a task is for, in the reader's words.</summary>
    public string ForWhom(RunTask task) => task.IsCustomers ? T["web.run.customer"]
        : task.Assignee ?? (task.CandidateGroups.Count > 0 ? T.Roles(task.CandidateGroups) : string.Join(T["web.layout.comma"], task.CandidateUsers));

    private async Task<IActionResult> DoAsync(long key, int revision, RunAction action, string? typed, CancellationToken ct)
    {
        var (played, refused) = await runs.DoAsync(key, revision, action, Person.Id, ct);
        if (played is null)
            return Refused(T.Pick(refused!), typed);
        // The one thing a person would do next is opened at once.
        var next = played.Run.Tasks is [var only] ? "?task=" + Uri.EscapeDataString(Id(only)) + "#task" : "#open";
        return LocalRedirect(DesignerWords.RunAddress(key) + next);
    }

    /// <summary>How addresses name an open task.</summary>
    public static string Id(RunTask task) => string.Create(CultureInfo.InvariantCulture, $"{task.Part.ElementId}.{task.Which}");

    private IActionResult After(long key, (PlayedRun? Run, LocalText? Refused) changed) =>
        changed.Run is null ? Refused(T.Pick(changed.Refused!)) : LocalRedirect(DesignerWords.RunAddress(key) + "#open");

    private PageResult Refused(string why, string? typed = null)
    {
        (Problem, Typed) = (why, typed);
        return Page();
    }

    private async Task<bool> FindAsync(long key, CancellationToken ct)
    {
        if (await runs.FindAsync(key, ct) is not { } played)
            return false;
        Played = played;
        return true;
    }

    private void Show(string? task, string? process)
    {
        Picture = Run.Pictures.FirstOrDefault(picture => picture.ProcessId == process)
            ?? Run.Pictures.LastOrDefault(picture => picture.Active.Count > 0 && Run.Tasks.Any(open => Id(open) == task && open.Part.ProcessId == picture.ProcessId))
            ?? (Run.Pictures.Count > 0 ? Run.Pictures[0] : null);
        Task = Run.Tasks.FirstOrDefault(open => Id(open) == task);
        Form = Task is null ? null : Run.Form(Task);
    }

    private static bool Object(string? text, out JsonElement? value)
    {
        value = null;
        if (string.IsNullOrWhiteSpace(text))
            return true;
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 32 });
            value = document.RootElement.Clone();
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
