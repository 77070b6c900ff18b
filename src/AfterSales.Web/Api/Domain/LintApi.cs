using AfterSales.Bpmn.Lint;
using AfterSales.Bpmn.Reading;
using AfterSales.Engine.Deployments;
using AfterSales.Service.Languages;
using AfterSales.Service.Lint;
using AfterSales.Web.Api.Http;
using AfterSales.Web.Languages;
using AfterSales.Web.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Api.Domain;

/// <summary>The self-check of workflows (REQUIREMENTS 7.2) for designers: the same rules a deployment asks.</summary>
internal static class LintApi
{
    /// <summary>Several files of up to 5 MB each; the reader refuses a larger one.</summary>
    private const long LargestUpload = 24_000_000;

    private const int MostFiles = 200;

    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/lint", LintAsync).RequireAuthorization(Rights.Staff)
        .WithMetadata(new RequestSizeLimitAttribute(LargestUpload))
        .WithSummary("Judges a workflow by the self-check rules. Body: BPMN XML, or multipart/form-data with .bpmn, .form and .dmn files in fields 'resources'.")
        .WithDescription("Findings come in the language of the query parameter 'language' (en, fa, zh), else of Accept-Language, errors first. A finding may carry a fix: edits a designer can apply. Nothing is stored.")
        .Produces<LintAnswer>()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge);

    private static async Task<IResult> LintAsync(HttpContext http, WorkflowLint lint, Reader reader, string? language, CancellationToken ct)
    {
        if (language is not null && !LanguageCodes.TryParse(language, out _))
            return ApiProblem.Invalid(http, "'language' must be en, fa or zh.");
        var words = (language is null ? reader.Language : LanguageCodes.Parse(language)).Code();
        if (await FilesAsync(http, ct) is not { } files)
            return ApiProblem.Invalid(http, "The upload is broken: it is not complete multipart/form-data.");
        if (!files.Any(file => file.Name.EndsWith(".bpmn", StringComparison.OrdinalIgnoreCase)))
            return ApiProblem.Invalid(http, "Send a workflow: BPMN XML as the body, or a .bpmn file in a field named 'resources'.");
        if (files.Count > MostFiles)
            return ApiProblem.Invalid(http, $"At most {MostFiles} files can be judged together, but there are {files.Count}.");
        var judged = await lint.LintAsync(files, ct: ct);
        return judged.FirstOrDefault(file => file.Report is null) is { } broken
            ? ApiProblem.Invalid(http, $"{broken.Name} is no BPMN file: {string.Join(" ", broken.Unreadable.Select(Sentence))}")
            : Results.Ok(new LintAnswer([.. judged.Select(file => Answer(file.Name, file.Report!, words))]));
    }

    private static async Task<IReadOnlyList<DeploymentResource>?> FilesAsync(HttpContext http, CancellationToken ct)
    {
        if (!http.Request.HasFormContentType)
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, ct);
            return body.Length == 0 ? [] : [new DeploymentResource("body.bpmn", body.ToArray())];
        }
        try
        {
            var form = await http.Request.ReadFormAsync(ct);
            var files = new List<DeploymentResource>();
            foreach (var file in form.Files)
            {
                using var content = new MemoryStream();
                await file.CopyToAsync(content, ct);
                files.Add(new DeploymentResource(Path.GetFileName(file.FileName), content.ToArray()));
            }
            return files;
        }
        catch (Exception broken) when (broken is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            return null;
        }
    }

    internal static LintFileAnswer Answer(string name, LintReport report, string words) => new(
        name,
        [.. report.Findings.Select(finding => new LintFindingAnswer(
            finding.RuleId, finding.Topic, finding.Severity.ToApiName(), finding.ProcessId, finding.ElementId, finding.Line, finding.Message.In(words),
            finding.Fix is { } fix ? new LintFixAnswer(fix.Kind, fix.Description.In(words), [.. fix.Edits.Select(edit => new LintEditAnswer(edit.Action.ToApiName(), edit.ElementId, edit.Name, edit.Value))]) : null,
            finding.Trace))],
        [.. report.NotJudged.Select(rule => new LintNotJudgedAnswer(rule.RuleId, rule.ProcessId, rule.Reason.In(words)))],
        [.. report.Problems.Select(problem => new LintProblemAnswer(problem.Code, problem.ElementId, problem.Line, problem.Message))]);

    private static string Sentence(BpmnProblem problem) => problem.Line > 0 ? $"line {problem.Line}: {problem.Message}" : problem.Message;
}

/// <summary>One report per workflow file.</summary>
public sealed record LintAnswer(IReadOnlyList<LintFileAnswer> Files);

/// <summary>What was found in a file, which rules could not be judged, and why the engine would refuse it.</summary>
public sealed record LintFileAnswer(
    string Name, IReadOnlyList<LintFindingAnswer> Findings, IReadOnlyList<LintNotJudgedAnswer> NotJudged, IReadOnlyList<LintProblemAnswer> Problems);

/// <summary>A finding; <paramref name="Severity"/> is error, warning or information, <paramref name="Trace"/> the way to a logic error, or the ways no test run took.</summary>
public sealed record LintFindingAnswer(
    string RuleId, string Topic, string Severity, string ProcessId, string ElementId, int Line, string Message, LintFixAnswer? Fix, IReadOnlyList<string> Trace);

/// <summary>Edits that put a finding right, to be applied together.</summary>
public sealed record LintFixAnswer(string Kind, string Description, IReadOnlyList<LintEditAnswer> Edits);

/// <summary>set-property, set-attribute or set-bounds; a null value is for the author to fill in.</summary>
public sealed record LintEditAnswer(string Action, string ElementId, string Name, string? Value);

public sealed record LintNotJudgedAnswer(string RuleId, string ProcessId, string Reason);

public sealed record LintProblemAnswer(string Code, string? ElementId, int Line, string Message);
