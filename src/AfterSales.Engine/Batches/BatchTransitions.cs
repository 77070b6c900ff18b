using AfterSales.Bpmn.Interpretation.Modification;
using AfterSales.Engine.Commits;
using AfterSales.Engine.Deletion;
using AfterSales.Engine.Incidents;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Operations;

namespace AfterSales.Engine.Batches;

/// <summary>The steps of a batch operation, each a command of its own.</summary>
internal static class BatchTransitions
{
    public static Outcome<long> Create(Execution x, CreateBatch create, Action<CommitContext>? alongside = null)
    {
        x.Alongside = alongside ?? x.Alongside;
        if (create.Type == BatchTypes.Migrate && (create.Migration is null || x.Core.Definitions.Find(create.Migration.TargetDefinitionKey, x.Session) is null))
            return Failure.NotFound($"Expected process definition {create.Migration?.TargetDefinitionKey} to be deployed, but it is not.");
        if (create.Type == BatchTypes.Modify && create.Moves.Count == 0)
            return Failure.Invalid("Expected at least one element to move, but there is none.");
        var key = x.Core.Keys.Next();
        x.Session.Batches.Insert(key, create.Type, BatchRequest.Write(create), create.Reason, x.Actor, x.Now);
        x.AfterCommit.Add(x.Core.BatchWork.Set);
        return key;
    }

    /// <summary>Adds a piece of the instances that were found. Another node may have been faster, or somebody has stopped the operation.</summary>
    public static Outcome<Done> Collect(Execution x, StoredBatch seen, IReadOnlyList<(long Item, long Instance)> found, long? last)
    {
        if (x.Session.Batches.Find(seen.Key) is not { State: BatchStates.Created } batch || batch.LastKey != seen.LastKey)
            return default(Done);
        foreach (var (item, instance) in found)
            x.Session.Batches.AddItem(batch.Key, item, instance);
        x.Session.Batches.Collected(batch.Key, last, found.Count);
        return default(Done);
    }

    /// <summary>Does one item. Refused, it leaves nothing behind, and <see cref="Fail"/> says why.</summary>
    public static Outcome<Done> Work(Execution x, long key, long item)
    {
        if (x.Session.Batches.Find(key) is not { State: BatchStates.Active } batch || x.Session.Batches.OpenItem(key, item) is not (not 0 and var instance))
            return default(Done);
        x.Reason = batch.Reason;
        var outcome = Do(x, batch, item, instance);
        if (outcome.IsOk)
            x.Session.Batches.EndItem(key, item, null, x.Now);
        return outcome;
    }

    public static Outcome<Done> Fail(Execution x, long key, long item, string error)
    {
        if (x.Session.Batches.OpenItem(key, item) != 0)
            x.Session.Batches.EndItem(key, item, error, x.Now);
        return default(Done);
    }

    public static Outcome<Done> Finish(Execution x, long key)
    {
        if (x.Session.Batches.Find(key) is { State: BatchStates.Active } && !x.Session.Batches.HasOpenItems(key))
            x.Session.Batches.SetState(key, BatchStates.Completed, x.Now);
        return default(Done);
    }

    public static Outcome<Done> Suspend(Execution x, long key, Action<CommitContext>? alongside = null) => Change(x, key, alongside, [BatchStates.Created, BatchStates.Active], _ => BatchStates.Suspended);

    public static Outcome<Done> Resume(Execution x, long key, Action<CommitContext>? alongside = null) => Change(x, key, alongside, [BatchStates.Suspended], batch => batch.LastKey is null ? BatchStates.Active : BatchStates.Created);

    public static Outcome<Done> Cancel(Execution x, long key, Action<CommitContext>? alongside = null)
    {
        var changed = Change(x, key, alongside, [BatchStates.Created, BatchStates.Active, BatchStates.Suspended], _ => BatchStates.Canceled);
        if (changed.IsOk)
            x.Session.Batches.CancelItems(key, x.Now);
        return changed;
    }

    private static Outcome<Done> Change(Execution x, long key, Action<CommitContext>? alongside, string[] from, Func<StoredBatch, string> to)
    {
        x.Alongside = alongside;
        if (x.Session.Batches.Find(key) is not { } batch)
            return Failure.NotFound($"Expected batch operation {key} to exist, but it does not.");
        if (!from.Contains(batch.State))
            return Failure.Conflict($"Expected batch operation {key} to be {string.Join(" or ", from.Select(InstanceTransitions.Words))}, but it is {InstanceTransitions.Words(batch.State)}.");
        var state = to(batch);
        x.Session.Batches.SetState(key, state, state == BatchStates.Canceled ? x.Now : null);
        x.AfterCommit.Add(x.Core.BatchWork.Set);
        return default(Done);
    }

    private static Outcome<Done> Do(Execution x, StoredBatch batch, long item, long instance)
    {
        var request = BatchRequest.Read(batch.RequestJson);
        return batch.Type switch
        {
            BatchTypes.Cancel => InstanceTransitions.Cancel(x, instance, null),
            BatchTypes.DeleteDecision => DeletionTransitions.DeleteDecision(x, item, null),
            BatchTypes.DeleteInstance => DeletionTransitions.DeleteInstance(x, instance, null),
            BatchTypes.Migrate => MigrationTransitions.Migrate(x, instance, request.Migration!, null),
            BatchTypes.Modify => ModificationTransitions.Modify(x, instance, Moves(request), null, x.Reason),
            BatchTypes.ResolveIncident => IncidentTransitions.Resolve(x, item, OneMoreTry(x, item)),
            BatchTypes.Resume => SuspensionTransitions.Resume(x, instance, x.Reason, null),
            BatchTypes.Suspend => SuspensionTransitions.Suspend(x, instance, x.Reason, null),
            _ => Failure.Invalid($"Expected batch operation {batch.Key} to be of a known type, but it is {batch.Type}."),
        };
    }

    private static ModifyInstance Moves(BatchRequest request) => new([], [], [.. request.Moves.Select(
        move => new ElementMove(new ElementTermination(null, move.SourceElementId), move.TargetElementId, MoveScope.SourceParent, null, []))]);

    /// <summary>A job that has used up its retries gets one: whoever resolves many at once does not set them one by one.</summary>
    private static int? OneMoreTry(Execution x, long incident) =>
        x.Session.Incidents.Find(incident)?.JobKey is { } job && x.Session.Jobs.Find(job) is { Retries: < 1 } ? 1 : null;
}
