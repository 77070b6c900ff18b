using System.Data;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AfterSales.Engine.Storage.Sqlite;

/// <summary>
/// An open connection with the statements it has run, ready to run again: translating SQL takes SQLite longer than carrying out most of ours,
/// and the driver does it anew for each command. Not thread-safe, like the connection.
/// </summary>
internal sealed class SqliteLink : IDisposable
{
    /// <summary>Statements kept ready; the program has about three hundred, some searches with a text of their own each.</summary>
    private const int Kept = 256;

    private readonly Dictionary<string, LinkedListNode<SqliteCommand>> _idle = new(StringComparer.Ordinal);
    private readonly LinkedList<SqliteCommand> _byUse = new();
    private int _rented;

    public SqliteLink(string connectionString)
    {
        Connection = new SqliteConnection(connectionString);
        Connection.Open();
    }

    public SqliteConnection Connection { get; }

    /// <summary>Whether nobody uses it any more: no command is out and no transaction open.</summary>
    public bool IsIdle =>
        _rented == 0 && Connection is { State: ConnectionState.Open, Handle: { } handle } && raw.sqlite3_get_autocommit(handle) != 0;

    /// <summary>A command of this text without parameters, for one user at a time.</summary>
    public SqliteCommand Rent(string text)
    {
        _rented++;
        if (!_idle.Remove(text, out var node))
            return new SqliteCommand(text, Connection);
        _byUse.Remove(node);
        return node.Value;
    }

    /// <param name="isUsable">False for one whose rows were not read to their end.</param>
    public void Return(SqliteCommand command, bool isUsable)
    {
        _rented--;
        var text = command.CommandText;
        if (!isUsable || text.Length == 0 || Connection.State != ConnectionState.Open || _idle.ContainsKey(text))
        {
            command.Dispose();
            return;
        }
        command.Parameters.Clear();
        command.Transaction = null;
        _idle[text] = _byUse.AddFirst(command);
        if (_idle.Count <= Kept)
            return;
        var least = _byUse.Last!.Value;
        _byUse.RemoveLast();
        _idle.Remove(least.CommandText);
        least.Dispose();
    }

    public void Dispose()
    {
        foreach (var command in _byUse)
            command.Dispose();
        Connection.Dispose();
    }
}
