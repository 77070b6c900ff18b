namespace AfterSales.Engine.Nodes;

/// <summary>
/// One program among those that work on a database. The number is part of the keys it makes and is used again by later nodes; the epoch
/// never is.
/// </summary>
public sealed record NodeIdentity(long Number, long Epoch);

/// <summary>
/// The lease of this node has ended and others have taken over its claims: nothing of the transaction was written. The engine joins
/// anew, under another epoch, and does what was asked of it then.
/// </summary>
public sealed class NodeFencedException(NodeIdentity node)
    : Exception($"Node {node.Number} of epoch {node.Epoch} was away for longer than its lease; others have taken over.");
