using System.Data.Common;
using AfterSales.Engine.Commits;
using Dapper;

namespace AfterSales.Service.Commerce;

/// <summary>Where rows are read from: a reading connection, or the commit that is about to be made, in which the same question may have another answer.</summary>
internal readonly record struct DbSource(DbConnection Connection, DbTransaction? Transaction)
{
    public static implicit operator DbSource(DbConnection db) => new(db, null);

    public static implicit operator DbSource(CommitContext commit) => new(commit.Connection, commit.Transaction);

    public List<T> List<T>(string sql, object? parameters = null) => Connection.Query<T>(sql, parameters, Transaction).AsList();

    public T? First<T>(string sql, object? parameters = null) => Connection.QueryFirstOrDefault<T>(sql, parameters, Transaction);
}
