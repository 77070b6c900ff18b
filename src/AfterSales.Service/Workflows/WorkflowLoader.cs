using AfterSales.Bpmn.Lint;
using AfterSales.Bpmn.Reading;
using AfterSales.Engine;
using AfterSales.Engine.Deployments;
using AfterSales.Service.Forms;
using AfterSales.Service.Lint;
using Microsoft.Extensions.Logging;

namespace AfterSales.Service.Workflows;

/// <summary>
/// Deploys the files of the workflows folder at start, all together: <c>*.bpmn</c>, <c>decisions/*.dmn</c>,
/// <c>forms/*.form</c>. Files that did not change keep their version.
/// </summary>
public sealed class WorkflowLoader(ProcessEngine engine, WorkflowCatalog catalog, AfterSalesOptions options, ILogger<WorkflowLoader> log)
{
    private static readonly string[] Extensions = [".bpmn", ".dmn", ".form"];

    /// <exception cref="WorkflowsRefusedException">A file cannot be used; the message lists every problem with file, line and element.</exception>
    public async Task DeployAsync(CancellationToken ct = default)
    {
        if (options.WorkflowsDirectory is { } folder)
        {
            var resources = Read(folder);
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

    /// <summary>What is wrong with the forms among the resources: the engine knows their ids, only we know their fields.</summary>
    public static IReadOnlyList<string> CheckForms(IReadOnlyList<DeploymentResource> resources, AfterSales.Feel.FeelCompiler feel) =>
    [
        .. from resource in resources
           where resource.Name.EndsWith(".form", StringComparison.OrdinalIgnoreCase)
           from problem in FormSchema.Parse(System.Text.Encoding.UTF8.GetString(resource.Content.Span), feel).Problems
           select $"{resource.Name}{(problem.ComponentId is null ? "" : $" ({problem.ComponentId})")}: {problem.Message}",
    ];

    /// <summary>What the self-check finds in files that the engine can run, as far as it keeps them from being deployed.</summary>
    private IEnumerable<string> CheckWorkflows(IReadOnlyList<DeploymentResource> resources)
    {
        // Logic errors are the deployment's own affair: it asks the same rules.
        if (options.Lint.Workflows != LintGate.Errors)
            yield break;
        var library = LintLibraries.Of(resources, engine.Feel);
        foreach (var file in resources.Where(file => file.Name.EndsWith(".bpmn", StringComparison.OrdinalIgnoreCase)))
            if (BpmnReader.Read(file.Content).Model is { } model && Linter.Lint(model, library) is { Problems.Count: 0 } report)
                foreach (var finding in report.Findings.Where(finding => LintDeploymentCheck.Blocks(finding, options.Lint.Workflows)))
                    yield return LintDeploymentCheck.Problem(file.Name, finding).ToString();
    }

    private async Task DeployAsync(IReadOnlyList<DeploymentResource> resources, CancellationToken ct)
    {
        var problems = CheckForms(resources, engine.Feel).Concat(CheckWorkflows(resources)).ToList();
        if (problems.Count == 0)
        {
            var result = await engine.Deployments.DeployAsync(resources, ct: ct);
            problems.AddRange(result.Problems.Select(problem => problem.ToString()));
            if (result.Deployment is { } deployment)
                log.LogInformation("Workflows are deployed: {Processes}.", string.Join(", ", deployment.Processes.Select(process => $"{process.ProcessDefinitionId} v{process.Version}")));
        }
        if (problems.Count > 0)
            throw new WorkflowsRefusedException(problems);
    }
}
