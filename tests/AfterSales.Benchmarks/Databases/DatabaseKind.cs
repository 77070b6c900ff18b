namespace AfterSales.Benchmarks.Databases;

/// <summary>A database to measure on.</summary>
/// <param name="Server">The connection string of the PostgreSQL server; null for SQLite.</param>
internal sealed record DatabaseKind(string Name, string? Server)
{
    public static DatabaseKind Sqlite { get; } = new("SQLite", null);

    /// <summary>SQLite, and the PostgreSQL server that <c>AFTERSALES_TEST_POSTGRES</c> names, if it names one.</summary>
    public static IReadOnlyList<DatabaseKind> All { get; } = Environment.GetEnvironmentVariable("AFTERSALES_TEST_POSTGRES") is { Length: > 0 } server
        ? [Sqlite, new DatabaseKind("PostgreSQL", server)]
        : [Sqlite];

    public MeasuredDatabase New() => Server is null ? new SqliteDatabase() : new PostgresDatabase(Server);
}
