namespace AfterSales.Engine.Storage;

/// <summary>
/// A statement that was sent late failed, and the command it belongs to has already ended. Nothing of the group is kept; its commands are
/// run again one by one, so that the failure finds its command.
/// </summary>
internal sealed class GroupBrokenException(Exception cause) : Exception($"A statement sent late failed: {cause.Message}", cause);

/// <summary>The connection broke before the commit: nothing of the transaction is kept.</summary>
internal sealed class TransactionLostException(Exception cause) : Exception($"The connection broke and the transaction was undone: {cause.Message}", cause);

/// <summary>The connection broke during the commit, and the database cannot be asked what became of it: all or nothing is kept.</summary>
internal sealed class CommitUnknownException(Exception cause)
    : Exception($"The connection broke during the commit, and it is not known whether it was made: {cause.Message}", cause);

/// <summary>A statement that had to change a row changed none: another writer was faster.</summary>
internal sealed class StatementChangedNothingException(int index, string sql) : Exception($"A statement found nothing to change: {sql}")
{
    public int Index => index;
}
