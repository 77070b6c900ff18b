using AfterSales.Bpmn.Lint;
using AfterSales.Engine.Deployments;
using AfterSales.Feel;
using AfterSales.Service.People;

namespace AfterSales.Service.Lint;

/// <summary>
/// Asks the self-check about every deployment (DESIGN 9). A process that was found to get stuck, to run without end or to do
/// steps twice at once is refused, or every error, as <see cref="LintPolicy.Deployments"/> says; other findings about its
/// logic are told as warnings. What could not be decided in time is no reason to refuse.
/// </summary>
internal sealed class LintDeploymentCheck(AfterSalesOptions options) : IDeploymentCheck
{
    public DeploymentOpinion Check(IReadOnlyList<DeployableWorkflow> workflows, FeelCompiler feel)
    {
        var gate = options.Lint.Deployments;
        if (gate == LintGate.Nothing)
            return new DeploymentOpinion([], []);
        var library = new LintLibrary { Feel = feel, Roles = new RoleNames(RoleCatalog.Default) };
        var judged = workflows.SelectMany(workflow =>
        {
            var findings = gate == LintGate.Errors
                ? Linter.Lint(workflow.Model, library).Findings
                : Linter.Soundness(workflow.Model, workflow.Processes, library);
            return findings.Where(finding => finding.Severity > LintSeverity.Information).Select(finding => (workflow.Resource, Finding: finding));
        }).ToLookup(entry => Blocks(entry.Finding, gate), entry => Problem(entry.Resource, entry.Finding));
        return new DeploymentOpinion([.. judged[true]], [.. judged[false]]);
    }

    /// <summary>Whether a finding keeps a workflow from being deployed through a gate.</summary>
    internal static bool Blocks(LintFinding finding, LintGate gate) => finding.Severity == LintSeverity.Error
        && (gate == LintGate.Errors || gate == LintGate.Soundness && finding is { RuleId: "LINT-41", Topic: not "dead" });

    internal static DeploymentProblem Problem(string resource, LintFinding finding) => new(
        resource, finding.Line, finding.ElementId, finding.RuleId,
        $"{finding.RuleId}: {finding.Message.English}{(finding.Trace.Count > 0 ? $" Way there: {string.Join(", ", finding.Trace)}." : "")}");
}
