using AfterSales.Bpmn.Interpretation;
using AfterSales.Engine.Commits;
using AfterSales.Engine.Jobs;

namespace AfterSales.Engine.Incidents;

/// <summary>Resolving incidents.</summary>
internal static class IncidentTransitions
{
    public static Outcome<Done> Resolve(Execution x, long key, int? jobRetries, Action<CommitContext>? alongside = null)
    {
        x.Alongside = alongside ?? x.Alongside;
        if (x.Session.Incidents.Find(key) is not { } incident)
            return Failure.NotFound($"Expected incident {key} to exist, but it does not.");
        if (incident.State != IncidentStates.Active)
            return Failure.Conflict($"Expected incident {key} to be active, but it is resolved.");
        if (incident.JobKey is { } jobKey && x.Session.Jobs.Find(jobKey) is { } job)
        {
            if (jobRetries is { } retries and > 0)
                JobTransitions.SetRetries(x, job, retries);
            else if (job.Retries < 1)
                return Failure.Conflict($"Expected job {jobKey} of incident {key} to have retries left, but it has none; set its retries first.");
        }
        if (x.Load(incident.InstanceKey) is not { } instance)
            return Failure.Conflict($"Expected process instance {incident.InstanceKey} of incident {key} to be active, but it has ended.");
        return x.Advance(instance, new ResolveIncident(key)) is { } reason ? Failure.Conflict(reason) : default(Done);
    }
}
