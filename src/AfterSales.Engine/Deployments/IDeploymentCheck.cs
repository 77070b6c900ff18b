using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Model;
using AfterSales.Feel;

namespace AfterSales.Engine.Deployments;

/// <summary>A BPMN file of a deployment that the engine could run.</summary>
public sealed record DeployableWorkflow(string Resource, BpmnModel Model, IReadOnlyList<CompiledProcess> Processes);

/// <summary>What a check has to say about a deployment.</summary>
/// <param name="Problems">Reasons to refuse it.</param>
/// <param name="Warnings">What the author should know; the deployment goes on.</param>
public sealed record DeploymentOpinion(IReadOnlyList<DeploymentProblem> Problems, IReadOnlyList<DeploymentProblem> Warnings);

/// <summary>
/// Judges workflows that the engine itself has no objection to, before anything is written. Registered as a singleton; called by
/// the deploying thread, so it should answer within a second or two.
/// </summary>
public interface IDeploymentCheck
{
    DeploymentOpinion Check(IReadOnlyList<DeployableWorkflow> workflows, FeelCompiler feel);
}
