using Npgsql;

namespace AfterSales.TestSupport;

/// <summary>
/// A schema of its own on the PostgreSQL server that <c>AFTERSALES_TEST_POSTGRES</c> names (an Npgsql connection string whose account may make
/// schemas). It goes away with the test. Without the variable the test is skipped.
/// </summary>
public sealed class TestSchema : IDisposable
{
    private const string Variable = "AFTERSALES_TEST_POSTGRES";

    private readonly string _server;
    private readonly string _name = $"test_{Guid.CreateVersion7():N}";

    private TestSchema(string server) => _server = new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ToString();

    /// <summary>Where the schema is the only one that is seen.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder(_server) { Pooling = true, SearchPath = _name }.ToString();

    public static TestSchema New()
    {
        var server = Environment.GetEnvironmentVariable(Variable);
        Part.Require(!string.IsNullOrEmpty(server), $"No PostgreSQL server to test with: set {Variable} to a connection string.");
        var schema = new TestSchema(server!);
        schema.Execute($"CREATE SCHEMA {schema._name}");
        return schema;
    }

    public void Dispose() => Execute($"SET client_min_messages = warning; DROP SCHEMA {_name} CASCADE");

    private void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(_server);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
