using System.Data.Common;
using AfterSales.Engine.Storage;
using Dapper;
using Microsoft.Extensions.Logging;

namespace AfterSales.Engine.Nodes;

/// <summary>
/// Keeps the lease of this node alive from a connection of its own, so that a writer that is busy for long does not look dead. A node that is
/// frozen renews nothing; its lease ends, and others take over.
/// </summary>
internal sealed class NodeLease(IEngineStore store, TimeSpan lease, ILogger log) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    public void Start() => _running = Task.Run(RunAsync);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        DbConnection? connection = null;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                connection ??= store.OpenWrite();
                if (store.Node is { } node)
                    connection.Execute(
                        $"UPDATE engine_nodes SET lease_until = {NodeTable.Now} + @lease WHERE node_number = @Number AND epoch = @Epoch",
                        new { lease = (long)lease.TotalMilliseconds, node.Number, node.Epoch });
            }
            catch (Exception failure) when (failure is DbException or InvalidOperationException)
            {
                log.LogWarning(failure, "The lease of this node could not be renewed; trying again.");
                connection?.Dispose();
                connection = null;
            }
            await Waiting.AnyAsync(Task.Delay(Timeout.Infinite, _stop.Token), lease / 4, _stop.Token).ConfigureAwait(false);
        }
        connection?.Dispose();
    }
}
