using System.Security.Cryptography;
using System.Text;
using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Reading;
using AfterSales.Feel;
using AfterSales.Feel.Dmn;

namespace AfterSales.Engine.Deployments;

/// <summary>The resources of a deployment, read and checked, before anything is written.</summary>
internal sealed class ResourceReading
{
    private readonly List<DeploymentProblem> _problems = [];

    public IReadOnlyList<DeploymentProblem> Problems => _problems;

    /// <summary>What the author should know although the deployment goes on.</summary>
    public List<DeploymentProblem> Warnings { get; } = [];

    public List<ReadProcess> Processes { get; } = [];

    public List<DeployableWorkflow> Workflows { get; } = [];

    public List<ReadDecisions> Decisions { get; } = [];

    public List<ReadForm> Forms { get; } = [];

    public static ResourceReading Read(IReadOnlyList<DeploymentResource> resources, FeelCompiler feel, IEnumerable<IDeploymentCheck> checks)
    {
        var reading = new ResourceReading();
        if (resources.Count == 0)
            reading._problems.Add(new DeploymentProblem("", 0, null, "deployment-empty", "There is nothing to deploy."));
        foreach (var resource in resources)
            reading.Read(resource, feel);
        reading.RefuseTwice("process", reading.Processes.Select(p => (p.Process.Id, p.Resource)));
        reading.RefuseTwice("form", reading.Forms.Select(f => (f.File.Id, f.Resource)));
        reading.RefuseTwice("decision", reading.Decisions.SelectMany(d => d.Model.Decisions.Select(decision => (decision.Id, d.Resource))));
        // A file that cannot run needs no further opinion.
        if (reading._problems.Count == 0 && reading.Workflows.Count > 0)
            foreach (var check in checks)
                reading.Ask(check, feel);
        return reading;
    }

    private void Ask(IDeploymentCheck check, FeelCompiler feel)
    {
        var opinion = check.Check(Workflows, feel);
        _problems.AddRange(opinion.Problems);
        Warnings.AddRange(opinion.Warnings);
    }

    private void Read(DeploymentResource resource, FeelCompiler feel)
    {
        switch (Path.GetExtension(resource.Name).ToUpperInvariant())
        {
            case ".BPMN":
                ReadProcesses(resource, feel);
                break;
            case ".DMN":
                ReadDecisions(resource, feel);
                break;
            case ".FORM":
                if (FormFile.Read(resource, _problems) is { } form)
                    Forms.Add(new ReadForm(resource.Name, Checksum(resource), form));
                break;
            default:
                _problems.Add(new DeploymentProblem(resource.Name, 0, null, "resource-kind", "Only .bpmn, .dmn and .form files can be deployed."));
                break;
        }
    }

    private void ReadProcesses(DeploymentResource resource, FeelCompiler feel)
    {
        var read = BpmnReader.Read(resource.Content);
        var problems = read.Problems;
        if (read.Model is not null)
        {
            var compilation = ProcessCompiler.Compile(read.Model, feel);
            problems = [.. problems, .. compilation.Problems];
            if (problems.Count == 0)
                Workflows.Add(new DeployableWorkflow(resource.Name, read.Model, compilation.Processes));
            if (problems.Count == 0)
                foreach (var process in compilation.Processes)
                    Processes.Add(new ReadProcess(resource.Name, Checksum(resource), Encoding.UTF8.GetString(resource.Content.Span), process));
        }
        _problems.AddRange(problems.Select(p => new DeploymentProblem(resource.Name, p.Line, p.ElementId, p.Code, p.Message)));
    }

    private void ReadDecisions(DeploymentResource resource, FeelCompiler feel)
    {
        var read = DmnReader.Read(resource.Content, feel);
        if (read.Model is not null && read.Problems.Count == 0)
            Decisions.Add(new ReadDecisions(resource.Name, Checksum(resource), Encoding.UTF8.GetString(resource.Content.Span), read.Model));
        _problems.AddRange(read.Problems.Select(p => new DeploymentProblem(
            resource.Name, p.Line, p.ElementId.Length > 0 ? p.ElementId : null, "dmn", p.Message)));
    }

    private void RefuseTwice(string kind, IEnumerable<(string Id, string Resource)> found)
    {
        foreach (var twice in found.GroupBy(entry => entry.Id).Where(group => group.Count() > 1))
            _problems.Add(new DeploymentProblem(
                twice.Last().Resource, 0, twice.Key, "duplicate-id", $"The {kind} '{twice.Key}' comes more than once: in {string.Join(" and ", twice.Select(t => t.Resource).Distinct())}."));
    }

    private static string Checksum(DeploymentResource resource) => Convert.ToHexStringLower(SHA256.HashData(resource.Content.Span));
}

internal sealed record ReadProcess(string Resource, string Checksum, string Xml, CompiledProcess Process);

internal sealed record ReadDecisions(string Resource, string Checksum, string Xml, DmnModel Model);

internal sealed record ReadForm(string Resource, string Checksum, FormFile File);
