using AfterSales.Engine.Batches;
using AfterSales.Engine.Commits;
using AfterSales.Engine.Search;

namespace AfterSales.Engine.Deployments;

/// <summary>Takes a deployed file back: the version before it is the latest again, with its start events.</summary>
internal static class ResourceDeletion
{
    public static Outcome<DeletedResource> Delete(Execution x, long key, bool withHistory, Action<CommitContext, DeletedResource>? alongside)
    {
        var deleted = Delete(x, key, withHistory);
        if (deleted.IsOk && alongside is not null)
            x.Alongside = commit => alongside(commit, deleted.Value);
        return deleted;
    }

    private static Outcome<DeletedResource> Delete(Execution x, long key, bool withHistory)
    {
        if (x.Session.Definitions.Process(key) is { Row.IsDeleted: false } process)
        {
            var outcome = DeleteProcess(x, process.Row);
            return outcome is { } failure
                ? failure
                : Deleted(x, key, process.Row.ResourceName, withHistory ? (BatchTypes.DeleteInstance, SearchRequest.Where("processDefinitionKey", key)) : null);
        }
        if (x.Session.Resources.DeleteRequirements(key, x.Now) is { } decisions)
            return Deleted(x, key, decisions, withHistory ? (BatchTypes.DeleteDecision, SearchRequest.Where("decisionRequirementsKey", key)) : null);
        if (x.Session.Resources.DeleteForm(key, x.Now) is { } form)
            return Deleted(x, key, form, null);
        return Failure.NotFound($"Expected resource {key} to be deployed, but it is not.");
    }

    private static Failure? DeleteProcess(Execution x, ProcessDefinitionRow row)
    {
        var latest = x.Session.Resources.DeleteProcess(row, x.Now);
        if (!row.IsLatestVersion)
            return null;
        DeploymentTransition.RemoveStarts(x, row.ProcessDefinitionKey);
        return latest == 0 || x.Core.Definitions.Find(latest, x.Session) is not { } before ? null : DeploymentTransition.Schedule(x, before.Row, before.Process);
    }

    private static DeletedResource Deleted(Execution x, long key, string name, (string Type, SearchRequest Filter)? history)
    {
        if (history is not { } of)
            return new DeletedResource(key, name, null, null);
        var batch = BatchTransitions.Create(x, new CreateBatch { Type = of.Type, Filter = of.Filter });
        return new DeletedResource(key, name, batch.Value, of.Type);
    }
}
