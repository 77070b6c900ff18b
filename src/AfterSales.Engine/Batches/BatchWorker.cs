using AfterSales.Engine.Incidents;
using AfterSales.Engine.Search;
using AfterSales.Engine.Storage;
using Dapper;
using Microsoft.Extensions.Logging;

namespace AfterSales.Engine.Batches;

/// <summary>
/// Works off batch operations, the oldest first, in pieces: between two of them other commands get their turn. Where it stands is in
/// the rows, so that a restart or another node goes on; an item is done and marked in one commit.
/// </summary>
internal sealed class BatchWorker(EngineCore core, ILogger log)
{
    private const int CollectAtOnce = 200;
    private const int WorkAtOnce = 20;

    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var woken = core.BatchWork.Next;
            var open = await OpenAsync(ct).ConfigureAwait(false);
            foreach (var batch in open)
                if (batch.State == BatchStates.Created)
                    await CollectAsync(batch, ct).ConfigureAwait(false);
                else
                    await WorkAsync(batch, ct).ConfigureAwait(false);
            if (open.Count == 0)
                await Waiting.AnyAsync(woken, core.Options.PollInterval, ct).ConfigureAwait(false);
        }
    }

    private Task<IReadOnlyList<StoredBatch>> OpenAsync(CancellationToken ct) => core.Reads.RunAsync<IReadOnlyList<StoredBatch>>(
        db =>
        {
            using var reader = (System.Data.Common.DbDataReader)db.ExecuteReader(
                """
                SELECT batch_key, type, state, request_json, reason, actor, last_key FROM engine_batch_operations
                WHERE ended_at IS NULL AND state IN ('CREATED', 'ACTIVE') ORDER BY batch_key LIMIT 5
                """);
            var found = new List<StoredBatch>();
            while (reader.Read())
                found.Add(BatchTable.Read(reader));
            return found;
        }, ct);

    private async Task CollectAsync(StoredBatch batch, CancellationToken ct)
    {
        if (batch.Type == BatchTypes.DeleteDecision)
        {
            await CollectDecisionsAsync(batch, ct).ConfigureAwait(false);
            return;
        }
        var deletes = batch.Type == BatchTypes.DeleteInstance;
        var search = BatchRequest.Read(batch.RequestJson).Search().And("state", deletes ? SearchOperator.Neq : SearchOperator.Eq, Instances.InstanceStates.Active)
            .And("processInstanceKey", SearchOperator.Gt, batch.LastKey ?? 0).OrderBy("processInstanceKey").Take(CollectAtOnce);
        if (deletes || batch.Type is BatchTypes.Cancel or BatchTypes.Suspend or BatchTypes.Resume)
            search = search.And("parentProcessInstanceKey", SearchOperator.Exists, false);
        if (batch.Type is BatchTypes.Suspend or BatchTypes.Resume)
            search = search.And("isSuspended", batch.Type == BatchTypes.Resume);
        var instances = (await core.Reads.SearchAsync(Entities.ProcessInstances, search, ct).ConfigureAwait(false)).Value.Items;
        var keys = instances.Select(instance => instance.ProcessInstanceKey).ToList();
        var items = batch.Type == BatchTypes.ResolveIncident ? await IncidentsAsync(keys, ct).ConfigureAwait(false) : [.. keys.Select(key => (key, key))];
        await core.Commands.SendInternal(
            "batch.collect", x => BatchTransitions.Collect(x, batch, items, keys.Count < CollectAtOnce ? null : keys[^1])).ConfigureAwait(false);
    }

    /// <summary>An evaluation is one item, however many of its decisions the filter finds.</summary>
    private async Task CollectDecisionsAsync(StoredBatch batch, CancellationToken ct)
    {
        var search = BatchRequest.Read(batch.RequestJson).Search().And("decisionEvaluationKey", SearchOperator.Gt, batch.LastKey ?? 0)
            .OrderBy("decisionEvaluationKey").Take(CollectAtOnce);
        var rows = (await core.Reads.SearchAsync(Entities.DecisionInstances, search, ct).ConfigureAwait(false)).Value.Items;
        var items = rows.DistinctBy(row => row.DecisionEvaluationKey).Select(row => (row.DecisionEvaluationKey, row.ProcessInstanceKey)).ToList();
        await core.Commands.SendInternal(
            "batch.collect", x => BatchTransitions.Collect(x, batch, items, rows.Count < CollectAtOnce ? null : items[^1].DecisionEvaluationKey)).ConfigureAwait(false);
    }

    private async Task<List<(long Item, long Instance)>> IncidentsAsync(List<long> instances, CancellationToken ct)
    {
        if (instances.Count == 0)
            return [];
        var search = new SearchRequest().And("state", IncidentStates.Active).And("processInstanceKey", SearchOperator.In, [.. instances.Select(key => (object?)key)]).Take(10_000);
        var found = await core.Reads.SearchAsync(Entities.Incidents, search, ct).ConfigureAwait(false);
        return [.. found.Value.Items.Select(incident => (incident.IncidentKey, incident.ProcessInstanceKey))];
    }

    private async Task WorkAsync(StoredBatch batch, CancellationToken ct)
    {
        var items = await core.Reads.RunAsync(
            db => db.Query<long>(
                "SELECT item_key FROM engine_batch_items WHERE batch_key = @Key AND processed_at IS NULL ORDER BY item_key LIMIT @limit",
                new { batch.Key, limit = WorkAtOnce }).ToList(), ct).ConfigureAwait(false);
        await Task.WhenAll(items.Select(item => WorkAsync(batch, item))).ConfigureAwait(false);
        if (items.Count < WorkAtOnce)
            await core.Commands.SendInternal("batch.finish", x => BatchTransitions.Finish(x, batch.Key)).ConfigureAwait(false);
    }

    private async Task WorkAsync(StoredBatch batch, long item)
    {
        string? error;
        try
        {
            var outcome = await core.Commands.SendAsync("batch.item", batch.Actor, x => BatchTransitions.Work(x, batch.Key, item)).ConfigureAwait(false);
            error = outcome.IsOk ? null : outcome.Failure.Message;
        }
        catch (CommandFailedException failure)
        {
            log.LogError(failure, "Item {Item} of batch operation {Batch} failed.", item, batch.Key);
            error = failure.Message;
        }
        if (error is not null)
            await core.Commands.SendInternal("batch.fail", x => BatchTransitions.Fail(x, batch.Key, item, error)).ConfigureAwait(false);
    }
}
