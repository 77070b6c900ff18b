using System.Text.RegularExpressions;

namespace AfterSales.Engine.Storage.Postgres;

/// <summary>
/// Table definitions written for SQLite, as PostgreSQL wants them: whole numbers have 64 bits, numbers with a fraction are doubles, and text is
/// compared byte by byte, so that it sorts and folds as on SQLite and no index depends on the server's locale. An index that folds the case
/// of letters is one on their small forms. What differs in more than that has a file of the same number under <c>Migrations/Postgres</c>.
/// </summary>
internal static partial class PostgresSchema
{
    public static string Of(string sqlite) => Word().Replace(sqlite, word => word.Value switch
    {
        "INTEGER" => "BIGINT",
        "REAL" => "DOUBLE PRECISION",
        "BLOB" => "BYTEA",
        "TEXT" => "TEXT COLLATE \"C\"",
        _ when word.Groups["folded"] is { Success: true } folded => $"lower({folded.Value})",
        _ when word.Value.StartsWith("WITHOUT", StringComparison.Ordinal) => "",
        _ => word.Value,
    });

    // Comments and literals are matched first, to be left as they are.
    [GeneratedRegex(@"--[^\n]*|'(?:[^']|'')*'|\b(?:INTEGER|REAL|BLOB|TEXT|WITHOUT\s+ROWID)\b|(?<folded>\w+) COLLATE NOCASE", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
