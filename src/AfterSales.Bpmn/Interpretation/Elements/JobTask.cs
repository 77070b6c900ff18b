using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.State;

namespace AfterSales.Bpmn.Interpretation.Elements;

/// <summary>Everything that a job worker does: service and send tasks, message events that send, and what carries a task definition.</summary>
internal sealed class JobTask : ElementBehavior
{
    public override StepFailure? Activate(Run run, CompiledElement element, ElementInstance instance)
    {
        var job = Prepare(run, element, instance);
        if (job.Failure is null)
            run.Write.OpenJob(instance, job.Value);
        return job.Failure;
    }

    public override void Terminate(Run run, ElementInstance instance) => run.Write.CloseJob(instance, WaitEnd.Canceled);

    /// <summary>The job as it would be opened.</summary>
    internal static Step<JobCreated> Prepare(Run run, CompiledElement element, ElementInstance instance)
    {
        var job = element.Job!;
        var type = run.Expressions.Text(job.Type, "job type", instance);
        if (type.Failure is not null)
            return type.Failure;
        var retries = run.Expressions.Number(job.Retries, "number of retries", 0, int.MaxValue, null, instance);
        if (retries.Failure is not null)
            return retries.Failure;
        return new JobCreated(
            run.Write.NextKey(), instance.Key, element.Id, type.Value, retries.Value, job.Headers, run.Variables.Visible(instance));
    }
}
