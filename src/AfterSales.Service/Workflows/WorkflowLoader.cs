using AfterSales.Bpmn.Lint;
using AfterSales.Bpmn.Reading;
using AfterSales.Engine;
using AfterSales.Engine.Deployments;
using AfterSales.Service.Designer;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;
using AfterSales.Service.Lint;
using Microsoft.Extensions.Logging;

namespace AfterSales.Service.Workflows;

/// <summary>
/// Deploys the files of the workflows folder at start: <c>*.bpmn</c>, <c>decisions/*.dmn</c>, <c>forms/*.form</c>. Files that did not change
/// keep their version. A file that cannot be used is left out and told, in the log and to <see cref="RefusedWorkflows"/>; the others run, so
/// that one mistake does not cost a department its morning. What was published in the designer since counts instead of the file, so that a
/// restart undoes no change.
/// </summary>
public sealed class WorkflowLoader(ProcessEngine engine, WorkflowCatalog catalog, RefusedWorkflows refused, AfterSalesOptions options, ILogger<WorkflowLoader> log)
{
    private static readonly string[] Extensions = [".bpmn", ".dmn", ".form"];

    public async Task DeployAsync(CancellationToken ct = default)
    {
        if (options.WorkflowsDirectory is { } folder)
        {
            refused.Say([]);
            var resources = await PublishedFiles.OverAsync(Read(folder), engine, ct);
            if (resources.Count > 0)
                await DeployAsync(resources, ct);
            else
                log.LogWarning("There are no workflows in {Folder}; requests can only be made once some are deployed.", Path.GetFullPath(folder));
        }
        await catalog.RefreshAsync(ct);
    }

    /// <summary>The deployable files below a folder, by name; none when there is no such folder.</summary>
    public static IReadOnlyList<DeploymentResource> Read(string folder) => !System.IO.Directory.Exists(folder) ? [] :
    [
        .. System.IO.Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
            .OrderBy(path => path, StringComparer.Ordinal)
            .Select(path => new DeploymentResource(Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllBytes(path))),
    ];

    /// <summary>What is wrong with the forms among the resources, by file: the engine knows their ids, only we know their fields.</summary>
    public static IEnumerable<(string File, string Problem)> CheckForms(IReadOnlyList<DeploymentResource> resources, AfterSales.Feel.FeelCompiler feel) =>
        from resource in resources
        where resource.Name.EndsWith(".form", StringComparison.OrdinalIgnoreCase)
        from problem in FormSchema.Parse(System.Text.Encoding.UTF8.GetString(resource.Content.Span), feel).Problems
        select (resource.Name, $"{resource.Name}{(problem.ComponentId is null ? "" : $" ({problem.ComponentId})")}: {problem.Message}");

    /// <summary>What the self-check finds in files that the engine can run, as far as it keeps them from being deployed.</summary>
    private IEnumerable<(string File, LocalText Problem)> CheckWorkflows(IReadOnlyList<DeploymentResource> resources)
    {
        // Logic errors are the deployment's own affair: it asks the same rules.
        if (options.Lint.Workflows != LintGate.Errors)
            yield break;
        // The library holds the refused files too: what calls one of them is no worse for it, an earlier version may be in force.
        var library = LintLibraries.Of(resources, engine.Feel);
        foreach (var file in resources.Where(file => file.Name.EndsWith(".bpmn", StringComparison.OrdinalIgnoreCase)))
            if (BpmnReader.Read(file.Content).Model is { } model && Linter.Lint(model, library) is { Problems.Count: 0 } report)
                foreach (var finding in report.Findings.Where(finding => LintDeploymentCheck.Blocks(finding, options.Lint.Workflows)))
                    yield return (file.Name, Said(file.Name, finding));
    }

    private static LocalText Said(string file, LintFinding finding)
    {
        var english = LintDeploymentCheck.Problem(file, finding).ToString();
        string In(string message) => english.Replace(finding.Message.English, message, StringComparison.Ordinal);
        return new LocalText(english, In(finding.Message.Persian), In(finding.Message.Chinese));
    }

    private async Task DeployAsync(IReadOnlyList<DeploymentResource> resources, CancellationToken ct)
    {
        List<(string File, LocalText Problem)> problems = [.. CheckForms(resources, engine.Feel).Select(found => (found.File, new LocalText(found.Problem))), .. CheckWorkflows(resources)];
        // Each round leaves out at least one file, so it ends.
        while (Good(resources, problems) is { Count: > 0 } good)
        {
            var result = await engine.Deployments.DeployAsync(good, ct: ct);
            if (result.Deployment is { } deployment)
            {
                log.LogInformation("Workflows are deployed: {Processes}.", string.Join(", ", deployment.Processes.Select(process => $"{process.ProcessDefinitionId} v{process.Version}")));
                break;
            }
            var named = result.Problems.Where(problem => good.Any(file => file.Name == problem.Resource)).ToList();
            // A reason that names no file is one against all of them.
            problems.AddRange(named.Count > 0
                ? named.Select(problem => (problem.Resource, new LocalText(problem.ToString())))
                : good.SelectMany(file => result.Problems.Select(problem => (file.Name, new LocalText(problem.ToString())))));
        }
        refused.Say(problems.GroupBy(problem => problem.File).Select(file => new RefusedWorkflow(file.Key, [.. file.Select(problem => problem.Problem)])));
        foreach (var file in refused.All)
            log.LogError(
                "The workflow file {File} is not in use until it is put right; the others are, and of this one the version deployed before, if there is one.{Problems}",
                file.File, string.Concat(file.Problems.Select(problem => Environment.NewLine + "  " + problem.English)));
    }

    private static List<DeploymentResource> Good(IReadOnlyList<DeploymentResource> resources, List<(string File, LocalText Problem)> problems)
    {
        var bad = problems.Select(problem => problem.File).ToHashSet(StringComparer.Ordinal);
        return [.. resources.Where(file => !bad.Contains(file.Name))];
    }
}
