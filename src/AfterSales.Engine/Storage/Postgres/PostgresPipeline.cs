using System.Data;
using Npgsql;

namespace AfterSales.Engine.Storage.Postgres;

/// <summary>
/// The way of a writer's statements to a server that is a round trip away: what needs no answer waits and travels with the next statement that
/// does, or with the commit. So a group of commands costs about as many round trips as it reads. Not thread-safe.
/// </summary>
internal sealed class PostgresPipeline(NpgsqlConnection connection)
{
    private readonly List<(NpgsqlBatchCommand Statement, bool MustChange)> _waiting = [];
    private int _mark = -1;
    private bool _isBack;

    public NpgsqlConnection Connection { get; private set; } = connection;

    /// <summary>Goes on with a new connection in the place of one that broke.</summary>
    public void Use(NpgsqlConnection connection)
    {
        Clear();
        Connection = connection;
    }

    /// <param name="mustChange">The statement fails as <see cref="StatementChangedNothingException"/> when it changes no row.</param>
    public void Add(NpgsqlBatchCommand statement, bool mustChange = false) => _waiting.Add((statement, mustChange));

    /// <summary>A place to return to.</summary>
    public void Mark()
    {
        (_mark, _isBack) = (_waiting.Count, false);
        _waiting.Add((new NpgsqlBatchCommand("SAVEPOINT command"), false));
    }

    public void Keep() => _waiting.Add((new NpgsqlBatchCommand("RELEASE SAVEPOINT command"), false));

    /// <summary>Forgets everything since the mark, without asking the server when nothing of it was sent.</summary>
    public void Undo()
    {
        if (_mark >= 0)
        {
            _waiting.RemoveRange(_mark, _waiting.Count - _mark);
            _mark = -1;
            return;
        }
        _waiting.Clear();
        if (!_isBack)
            Back();
        Keep();
    }

    /// <summary>Whether the server has given up the transaction, so that the mark cannot be returned to. Returns to it where it can.</summary>
    public bool IsLost()
    {
        if (Connection.State != ConnectionState.Open)
            return true;
        if (_mark >= 0 || _isBack)
            return false;
        _waiting.Clear();
        try
        {
            Back();
            return false;
        }
        catch (NpgsqlException)
        {
            return true;
        }
    }

    /// <summary>Drops what waits: the transaction it belonged to is over.</summary>
    public void Clear()
    {
        _waiting.Clear();
        (_mark, _isBack) = (-1, false);
    }

    /// <summary>Sends what waits.</summary>
    /// <exception cref="GroupBrokenException">A statement of an earlier command failed only now.</exception>
    public void Flush()
    {
        if (_waiting.Count == 0)
            return;
        using var batch = TakeBatch(out var checks, out var mark);
        try
        {
            batch.ExecuteNonQuery();
            Check(batch, checks);
        }
        catch (Exception failure) when (failure is PostgresException or StatementChangedNothingException)
        {
            throw Attribute(failure, batch, mark);
        }
    }

    /// <summary>Sends what waits and then this statement, whose rows <paramref name="read"/> takes.</summary>
    public T Ask<T>(NpgsqlBatchCommand statement, Func<NpgsqlDataReader, T> read)
    {
        var (reader, batch) = Read(statement);
        using (batch)
        using (reader)
            return read(reader);
    }

    /// <summary>Sends what waits and then this statement. The batch is to be disposed of after the reader.</summary>
    public (NpgsqlDataReader Rows, NpgsqlBatch Batch) Read(NpgsqlBatchCommand statement, CommandBehavior behavior = CommandBehavior.Default)
    {
        _waiting.Add((statement, false));
        var batch = TakeBatch(out var checks, out var mark);
        NpgsqlDataReader? reader = null;
        try
        {
            // Statements without rows are passed over by the reader itself, so those before this one have told what they changed.
            reader = batch.ExecuteReader(behavior);
            Check(batch, checks);
            return (reader, batch);
        }
        catch (Exception failure)
        {
            var cause = failure is PostgresException or StatementChangedNothingException ? Attribute(failure, batch, mark) : failure;
            reader?.Dispose();
            batch.Dispose();
            if (cause == failure)
                throw;
            throw cause;
        }
    }

    /// <summary>Sends what waits and then this statement.</summary>
    /// <returns>The number of rows it changed.</returns>
    public int Execute(NpgsqlBatchCommand statement)
    {
        Add(statement);
        Flush();
        return (int)statement.RecordsAffected;
    }

    /// <summary>Sends what waits and asks for the transaction's number; null when it has written nothing.</summary>
    /// <exception cref="GroupBrokenException">A statement failed only now: every command has been told it went well.</exception>
    public string? TransactionId()
    {
        _mark = _waiting.Count;
        return Ask(
            new NpgsqlBatchCommand("SELECT pg_current_xact_id_if_assigned()::text"), reader => reader.Read() && !reader.IsDBNull(0) ? reader.GetString(0) : null);
    }

    /// <summary>What became of a transaction whose connection broke during the commit; waits while the server is still at it.</summary>
    public static bool WasCommitted(NpgsqlConnection connection, string transactionId)
    {
        while (true)
        {
            using var ask = new NpgsqlCommand("SELECT pg_xact_status($1::xid8)", connection) { Parameters = { new NpgsqlParameter<string> { TypedValue = transactionId } } };
            if ((string?)ask.ExecuteScalar() is not "in progress" and var status)
                return status == "committed";
            using var wait = new NpgsqlCommand("SELECT pg_sleep(0.05)", connection);
            wait.ExecuteNonQuery();
        }
    }

    private void Back()
    {
        using var back = new NpgsqlCommand("ROLLBACK TO SAVEPOINT command", Connection);
        back.ExecuteNonQuery();
        _isBack = true;
    }

    private NpgsqlBatch TakeBatch(out List<NpgsqlBatchCommand> checks, out int mark)
    {
        var batch = new NpgsqlBatch(Connection);
        checks = [];
        foreach (var (statement, mustChange) in _waiting)
        {
            batch.BatchCommands.Add(statement);
            if (mustChange)
                checks.Add(statement);
        }
        mark = _mark;
        Clear();
        return batch;
    }

    private static void Check(NpgsqlBatch batch, List<NpgsqlBatchCommand> checks)
    {
        foreach (var statement in checks)
            if (statement.RecordsAffected == 0)
                throw new StatementChangedNothingException(batch.BatchCommands.IndexOf(statement), statement.CommandText);
    }

    // What failed before the mark belongs to a command that has already been told it went well.
    private static Exception Attribute(Exception failure, NpgsqlBatch batch, int mark)
    {
        var at = failure switch
        {
            StatementChangedNothingException nothing => nothing.Index,
            PostgresException { BatchCommand: NpgsqlBatchCommand statement } => batch.BatchCommands.IndexOf(statement),
            _ => int.MaxValue,
        };
        return at < mark ? new GroupBrokenException(failure) : failure;
    }
}
