using Dapper;
using Microsoft.Extensions.Logging;

namespace AfterSales.Engine.Nodes;

/// <summary>Looks for nodes whose lease has ended and frees what they had claimed. Every node does; one of them succeeds.</summary>
internal sealed class NodeWatch(EngineCore core, ILogger log)
{
    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            if (await AnyExpiredAsync(ct).ConfigureAwait(false))
                await TakeOverAsync().ConfigureAwait(false);
            await Waiting.AnyAsync(Task.Delay(Timeout.Infinite, ct), core.Options.NodeLease / 4, ct).ConfigureAwait(false);
        }
    }

    private Task<bool> AnyExpiredAsync(CancellationToken ct) => core.Reads.RunAsync(
        db => db.ExecuteScalar<long>($"SELECT COUNT(*) FROM engine_nodes WHERE lease_until < {NodeTable.Now}") > 0, ct);

    private async Task TakeOverAsync()
    {
        var departed = await core.Commands.SendInternal("node.take_over", NodeTransitions.TakeOver).ConfigureAwait(false);
        foreach (var (node, worker) in departed.Value)
            log.LogWarning("Node {Node} ({Worker}) has not renewed its lease; what it had claimed is free again.", node.Number, worker);
    }
}
