using System.Data.Common;
using AfterSales.Engine.Storage;

namespace AfterSales.Benchmarks.Recording;

/// <summary>A store that notes every statement of the engine's writer while asked to. Too slow for taking times.</summary>
/// <param name="reads">Notes those of reading connections too.</param>
internal sealed class Recorder(IEngineStore store, bool reads = false) : IEngineStore
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _prepared = new(StringComparer.Ordinal);
    private List<Statement>? _statements;
    private int _transaction;

    public string Dialect => store.Dialect;

    public string SkipLocked => store.SkipLocked;

    /// <summary>Begins to note.</summary>
    public void Start()
    {
        lock (_gate)
            (_statements, _transaction) = ([], 0);
    }

    /// <summary>What was executed since the start.</summary>
    public IReadOnlyList<Statement> Stop()
    {
        lock (_gate)
        {
            var statements = _statements ?? [];
            _statements = null;
            return statements;
        }
    }

    /// <summary>The text of every statement that was made ready, executed or not.</summary>
    public IReadOnlyList<string> Prepared
    {
        get
        {
            lock (_gate)
                return [.. _prepared];
        }
    }

    public void Prepare(string sql)
    {
        lock (_gate)
            _prepared.Add(sql);
    }

    public void Note(DbCommand command)
    {
        lock (_gate)
            _statements?.Add(new Statement(
                _transaction, command.CommandText,
                [.. command.Parameters.Cast<DbParameter>().Select(parameter => (parameter.ParameterName, parameter.Value))]));
    }

    public DbTransaction BeginWrite(DbConnection connection)
    {
        lock (_gate)
            _transaction++;
        return store.BeginWrite(Inner(connection));
    }

    public DbConnection OpenWrite() => new RecordedConnection(store.OpenWrite(), this);

    public void Open() => store.Open();

    public DbConnection OpenRead() => reads ? new RecordedConnection(store.OpenRead(), this) : store.OpenRead();

    public string Like(string column, string parameter) => store.Like(column, parameter);

    public string Pattern(string pattern) => store.Pattern(pattern);

    public bool TransactionIsLost(DbConnection connection) => store.TransactionIsLost(Inner(connection));

    public void Dispose() => store.Dispose();

    private static DbConnection Inner(DbConnection connection) => ((RecordedConnection)connection).Inner;
}
