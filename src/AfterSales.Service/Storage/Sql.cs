using System.Data.Common;
using AfterSales.Engine.Commits;
using Dapper;

namespace AfterSales.Service.Storage;

/// <summary>Dapper on a commit's connection, always inside its transaction.</summary>
internal static class Sql
{
    /// <summary>Writes without asking how many rows that changed: on a database server it goes out together with what follows.</summary>
    public static void Execute(this CommitContext commit, string sql, object? parameters = null) =>
        commit.Later.Execute(sql, parameters, commit.Transaction);

    /// <returns>The number of rows changed.</returns>
    public static int Change(this CommitContext commit, string sql, object? parameters = null) =>
        commit.Connection.Execute(sql, parameters, commit.Transaction);

    public static List<T> Query<T>(this CommitContext commit, string sql, object? parameters = null) =>
        commit.Connection.Query<T>(sql, parameters, commit.Transaction).AsList();

    public static T? First<T>(this CommitContext commit, string sql, object? parameters = null) =>
        commit.Connection.QueryFirstOrDefault<T>(sql, parameters, commit.Transaction);

    public static List<T> List<T>(this DbConnection db, string sql, object? parameters = null) => db.Query<T>(sql, parameters).AsList();

    /// <summary>
    /// A pattern that finds the text anywhere, for <c>lower(column) LIKE @pattern ESCAPE '\'</c>; signs with a meaning in patterns stand for
    /// themselves. Databases fold the case of Latin letters only, which are all that have one here, so no other is folded.
    /// </summary>
    public static string Anywhere(string text) =>
        "%" + string.Concat(text.Select(letter => char.IsAsciiLetterUpper(letter) ? char.ToLowerInvariant(letter) : letter)).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";
}
