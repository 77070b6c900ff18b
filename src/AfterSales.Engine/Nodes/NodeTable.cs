using AfterSales.Engine.Storage;

namespace AfterSales.Engine.Nodes;

/// <summary>
/// The nodes of a shared database, with the time until which each may be believed to live. That time is the database's own: nodes whose
/// clocks differ, or stand still in a test, agree on it.
/// </summary>
internal sealed class NodeTable(StoreSession session)
{
    public const string Now = "(extract(epoch FROM clock_timestamp()) * 1000)::bigint";

    private readonly PreparedSql _numbers = session.Prepare("SELECT node_number FROM engine_nodes");

    private readonly PreparedSql _join = session.Prepare(
        $"""
        INSERT INTO engine_nodes (node_number, epoch, worker, host, joined_at, lease_until)
        VALUES (@number, nextval('engine_node_epochs'), @worker || '/' || currval('engine_node_epochs'), @host, {Now}, {Now} + @lease)
        RETURNING epoch
        """, "@number", "@worker", "@host", "@lease");

    private readonly PreparedSql _expired = session.Prepare(
        $"DELETE FROM engine_nodes WHERE lease_until < {Now} RETURNING node_number, epoch, worker");

    private readonly PreparedSql _leave = session.Prepare(
        "DELETE FROM engine_nodes WHERE epoch = @epoch RETURNING node_number, epoch, worker", "@epoch");

    /// <summary>Enters a node under the first free number, from the wished one on.</summary>
    public NodeIdentity Join(long wishedNumber, string worker, string host, TimeSpan lease)
    {
        var taken = _numbers.Query(row => row.GetInt64(0)).ToHashSet();
        var number = wishedNumber;
        while (taken.Contains(number))
            number++;
        return new NodeIdentity(number, _join.First(row => row.GetInt64(0), number, worker, host, (long)lease.TotalMilliseconds));
    }

    /// <summary>Removes the nodes whose lease has ended; from now on their transactions are refused.</summary>
    public List<DepartedNode> RemoveExpired() => _expired.Query(Read);

    public List<DepartedNode> Remove(long epoch) => _leave.Query(Read, epoch);

    private static DepartedNode Read(System.Data.Common.DbDataReader row) => new(new NodeIdentity(row.GetInt64(0), row.GetInt64(1)), row.GetString(2));
}

/// <param name="Worker">The name under which its handlers locked jobs.</param>
internal sealed record DepartedNode(NodeIdentity Node, string Worker);
