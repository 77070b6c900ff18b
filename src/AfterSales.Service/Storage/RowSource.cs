using System.Data.Common;
using AfterSales.Engine.Commits;
using Dapper;

namespace AfterSales.Service.Storage;

/// <summary>Where rows are read: inside a commit, which sees what it has written so far, or on a read connection.</summary>
internal readonly record struct RowSource(DbConnection Connection, DbTransaction? Transaction)
{
    public static implicit operator RowSource(CommitContext commit) => new(commit.Connection, commit.Transaction);

    public static implicit operator RowSource(DbConnection db) => new(db, null);

    public T? First<T>(string sql, object? parameters = null) => Connection.QueryFirstOrDefault<T>(sql, parameters, Transaction);

    public List<T> List<T>(string sql, object? parameters = null) => Connection.Query<T>(sql, parameters, Transaction).AsList();
}
