using System.Text.Json;
using System.Text.RegularExpressions;
using AfterSales.Benchmarks.Recording;
using AfterSales.Engine.Storage;
using AfterSales.Engine.Storage.Sqlite;
using AfterSales.Service.Storage;
using AfterSales.TestSupport;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NpgsqlTypes;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Storage;

/// <summary>
/// What the service asks of its database in a working day costs what it is about, not what there ever was: each statement of
/// <see cref="RepresentativeWork"/> is explained on both databases, and one that reads a growing table from end to end must be named in
/// <see cref="Allowed"/> with its reason. SQLite plans without looking at the rows, so its plans are those of any installation. PostgreSQL looks at
/// them, and is told not to read whole tables: where it still would there is no index that helps, however many rows there are.
/// </summary>
public sealed partial class StatementPlanTests(ITestOutputHelper output)
{
    /// <summary>Tables that do not grow with the number of cases: definitions, rules, people, settings.</summary>
    private static readonly HashSet<string> Small =
    [
        "calendar_version", "data_protection_key", "designer_draft", "designer_release", "designer_release_item", "designer_retired", "designer_scenario", "designer_signature",
        "engine_condition_starts", "engine_decision_definitions", "engine_decision_requirements", "engine_deployment_contents", "engine_deployments", "engine_forms", "engine_message_starts",
        "engine_migrations", "engine_nodes", "engine_process_definitions", "escalation_policy", "escalation_policy_version", "parts", "people", "people_account_roles",
        "people_groups", "schedule", "stock", "warehouses",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private const string FreeSearch = "the search of the engine's API takes any field; it goes by key, and ends at the page and at ten thousand counted";
    private const string Page = "a page of a list, newest first: walks the index of its order and stops at the page";
    private const string Pages = "how many pages there are is shown, and what a reader may see is no column";
    private const string Register = "a register of thousands, searched by any part of a name";

    /// <summary>A part of a statement, the table it reads through, and why it may.</summary>
    private static readonly (string Part, string Table, string Why)[] Allowed =
    [
        ("AS sort_0", "engine_incidents", FreeSearch),
        ("AS sort_0", "engine_process_instances", FreeSearch),
        (") counted", "engine_process_instances", FreeSearch),
        ("AS sort_0", "engine_outbox", FreeSearch),
        ("AS sort_0", "engine_decision_instances", FreeSearch),
        (") counted", "engine_decision_instances", FreeSearch),
        ("COUNT(DISTINCT COALESCE(j.worker, j.failed_by))", "engine_jobs", "figures of jobs: asked by an operator, and an index would cost every job"),
        ("SELECT count(*) FROM cases", "cases", Pages),
        ("ORDER BY c.received_at DESC", "cases", Page),
        ("SELECT count(*) FROM records", "records", Pages),
        ("ORDER BY r.opened_at DESC", "records", Page),
        ("FROM mail WHERE 1 = 1 ORDER BY mail_key DESC", "mail", Page),
        ("FROM customers WHERE @Text IS NULL", "customers", Register),
        ("FROM equipment e LEFT JOIN customers", "equipment", Register),
        ("FROM contracts c JOIN customers", "contracts", Register),
        ("GROUP BY u.customer_key", "customers", "whom to visit: asked once in a quarter of a year"),
        ("SELECT MIN(due_at) FROM engine_timers WHERE element_id", "engine_timers", "asked by the walk itself"),
    ];

    /// <summary>The order of the keys alone is not enough: behind the few open tasks stand all that ever ended.</summary>
    [Fact]
    public async Task The_search_for_open_tasks_goes_by_an_index_of_the_open_ones_on_both_databases()
    {
        Recorder? recorder = null;
        await using var service = await TestService.StartAsync(
            services => services.AddSingleton<IEngineStore>(provider => recorder = new Recorder(new SqliteStore(provider.GetRequiredService<AfterSalesOptions>().Engine), reads: true)));
        recorder!.Start();
        (await service.Engine.UserTasks.SearchAsync(Engine.Search.SearchRequest.Where("state", "CREATED").Take(0), Ct)).IsOk.ShouldBeTrue();
        var statements = recorder.Stop().Where(statement => statement.Sql.Contains("FROM engine_user_tasks t", StringComparison.Ordinal)).ToList();
        statements.Count.ShouldBe(2, "the page and its count, which a page that is not full makes needless");

        var plans = await service.Engine.ReadAsync(
            db => statements.Select(statement => db.List<PlanStep>("EXPLAIN QUERY PLAN " + statement.Sql, Given(statement)).Select(step => step.Detail).ToList()).ToList(), Ct);
        plans.ShouldAllBe(plan => plan.Any(step => step.StartsWith("SEARCH t USING", StringComparison.Ordinal) && step.Contains("INDEX engine_user_tasks_open_state", StringComparison.Ordinal)));
        plans[0].ShouldNotContain(step => step.Contains("TEMP B-TREE", StringComparison.Ordinal), "the index gives the order");

        using var schema = TestSchema.New();
        await using (await TestService.StartAsync(database: schema.ConnectionString))
        {
            await using var connection = new NpgsqlConnection(schema.ConnectionString);
            await connection.OpenAsync(Ct);
            await connection.ExecuteAsync("SET enable_seqscan = off");
            foreach (var statement in statements)
            {
                await using var explain = new NpgsqlCommand("EXPLAIN (FORMAT JSON) " + statement.Sql, connection);
                foreach (var (name, value) in statement.Parameters)
                    explain.Parameters.Add(Parameter(name.TrimStart('@'), value));
                ((string)(await explain.ExecuteScalarAsync(Ct))!).ShouldContain("engine_user_tasks_open");
            }
        }
    }

    [Fact]
    public async Task No_statement_reads_a_growing_table_from_end_to_end()
    {
        Recorder? recorder = null;
        await using var service = await TestService.StartAsync(
            services => services.AddSingleton<IEngineStore>(provider => recorder = new Recorder(new SqliteStore(provider.GetRequiredService<AfterSalesOptions>().Engine), reads: true)),
            workflows: TestWorkflows.Shipped);
        recorder!.Start();
        await RepresentativeWork.DoAsync(service);
        var statements = recorder.Stop().Where(statement => statement.Verb is "SELECT" or "INSERT" or "UPDATE" or "DELETE" or "WITH")
            .DistinctBy(statement => statement.Sql).ToList();
        output.WriteLine($"{statements.Count} statements");
        statements.Count.ShouldBeGreaterThan(200, "a walk that asks little proves little");

        // On the writer's connection: SQLite explains no write to one that may only read.
        var faults = await service.Engine.WriteAsync(
            commit => statements.SelectMany(statement => SqlitePlan(commit, statement).Select(step => (statement.Sql, step.Table, step.Step))).ToList(), ct: Ct);
        using (var schema = TestSchema.New())
        {
            await using (await TestService.StartAsync(database: schema.ConnectionString))
                faults.AddRange(await PostgresFaultsAsync(schema.ConnectionString, [.. statements, .. NeverRun(recorder, statements)]));
        }
        var refused = faults.Where(fault => !Small.Contains(fault.Table) && !Allowed.Any(allowed => allowed.Table == fault.Table && fault.Sql.Contains(allowed.Part, StringComparison.Ordinal))).ToList();
        refused.Select(fault => $"{fault.Step}\n    {Spaces().Replace(fault.Sql, " ").Trim()}").ShouldBeEmpty();
        Allowed.Where(allowed => !faults.Any(fault => fault.Table == allowed.Table && fault.Sql.Contains(allowed.Part, StringComparison.Ordinal)))
            .ShouldBeEmpty("an exception that nothing needs any more goes");
    }

    /// <summary>Steps of the plan that read a table or a whole index from end to end; the result of a query in brackets is no table, its own steps are here.</summary>
    private static IEnumerable<(string Table, string Step)> SqlitePlan(RowSource db, Statement statement)
    {
        var steps = db.List<PlanStep>("EXPLAIN QUERY PLAN " + statement.Sql, Given(statement)).Select(step => step.Detail).ToList();
        foreach (var step in steps)
            if (Scan().Match(step) is { Success: true } scan && scan.Groups["what"].Value is var name && Table(statement.Sql, name) is { } table
                && !statement.Sql.StartsWith($"WITH RECURSIVE {table} ", StringComparison.Ordinal) && !statement.Sql.Contains($") {name}", StringComparison.Ordinal) && !IsPartial(db, scan.Groups["index"].Value))
                yield return (table, "SQLite: " + step);
    }

    private static DynamicParameters Given(Statement statement)
    {
        var parameters = new DynamicParameters();
        foreach (var (name, value) in statement.Parameters)
            parameters.Add(name, value is DBNull ? null : value);
        return parameters;
    }

    private static string? Table(string sql, string name) =>
        AliasedTable().Matches(sql).FirstOrDefault(match => match.Groups["alias"].Value == name)?.Groups["table"].Value
        ?? (AliasedTable().Matches(sql).Any(match => match.Groups["table"].Value == name) ? name : null);

    // An index of what is open is small, however much there is that has ended.
    private static bool IsPartial(RowSource db, string index) =>
        index.Length > 0 && db.List<string>("SELECT sql FROM sqlite_master WHERE name = @index AND sql IS NOT NULL", new { index }) is [var sql] && sql.Contains("WHERE", StringComparison.OrdinalIgnoreCase);

    /// <summary>What the engine makes ready and this walk on SQLite does not run: claims of nodes, the rarer commands.</summary>
    private static IEnumerable<Statement> NeverRun(Recorder recorder, List<Statement> statements) => recorder.Prepared
        .Except(statements.Select(statement => statement.Sql))
        .Select(sql => new Statement(0, sql, [.. ParameterName().Matches(sql).Select(match => match.Value).Distinct().Select(name => (name, (object?)new Anything()))]))
        .Where(statement => statement.Verb is "SELECT" or "UPDATE" or "DELETE" && statement.Table.StartsWith("engine_", StringComparison.Ordinal)
            && !statement.Sql.Contains(" IN @", StringComparison.Ordinal));

    private static async Task<List<(string Sql, string Table, string Step)>> PostgresFaultsAsync(string connectionString, IEnumerable<Statement> statements)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Ct);
        await connection.ExecuteAsync("SET enable_seqscan = off");
        var faults = new List<(string Sql, string Table, string Step)>();
        foreach (var statement in statements)
        {
            // A pattern of SQLite and a list without members are written otherwise for PostgreSQL; their plan is that of the same statement with them.
            if (statement.Sql.Contains(" GLOB ", StringComparison.Ordinal) || statement.Sql.Contains("WHERE 1 = 0)", StringComparison.Ordinal))
                continue;
            await using var explain = new NpgsqlCommand("EXPLAIN (FORMAT JSON) " + statement.Sql, connection);
            foreach (var (name, value) in statement.Parameters)
                explain.Parameters.Add(Parameter(name.TrimStart('@'), value));
            try
            {
                using var plan = JsonDocument.Parse((string)(await explain.ExecuteScalarAsync(Ct))!);
                faults.AddRange(Scans(plan.RootElement[0].GetProperty("Plan")).Select(scan => (statement.Sql, scan.Table, "PostgreSQL: " + scan.Step)));
            }
            catch (PostgresException refused)
            {
                faults.Add((statement.Sql, "", $"PostgreSQL refuses it: {refused.MessageText}"));
            }
        }
        return faults;
    }

    private static NpgsqlParameter Parameter(string name, object? value) => value switch
    {
        null or DBNull => new NpgsqlParameter(name, NpgsqlDbType.Unknown) { Value = DBNull.Value },
        Anything => new NpgsqlParameter(name, NpgsqlDbType.Unknown) { Value = "0" },
        bool truth => new NpgsqlParameter(name, NpgsqlDbType.Bigint) { Value = truth ? 1L : 0L },
        int or short => new NpgsqlParameter(name, NpgsqlDbType.Bigint) { Value = Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture) },
        _ => new NpgsqlParameter(name, value),
    };

    private static IEnumerable<(string Table, string Step)> Scans(JsonElement node)
    {
        var kind = node.GetProperty("Node Type").GetString()!;
        if (kind == "Seq Scan" && node.TryGetProperty("Relation Name", out var table))
            yield return (table.GetString()!, $"{kind} on {table.GetString()}");
        if (node.TryGetProperty("Plans", out var plans))
            foreach (var scan in plans.EnumerateArray().SelectMany(plan => Scans(plan)))
                yield return scan;
    }

    /// <summary>A value of whatever type is asked for, of a statement that was never run.</summary>
    private sealed record Anything;

    private sealed class PlanStep
    {
        public string Detail { get; init; } = "";
    }

    [GeneratedRegex(@"^SCAN (?<what>\w+)( USING (COVERING )?INDEX (?<index>\w+))?")]
    private static partial Regex Scan();

    [GeneratedRegex(@"\b(FROM|JOIN|UPDATE|INTO|,)\s+(?<table>[a-z_]+)(\s+(AS\s+)?(?<alias>(?!WHERE|JOIN|ORDER|SET|ON|LEFT|GROUP|LIMIT|INNER|AS|VALUES|SELECT|UNION)\w+))?", RegexOptions.IgnoreCase)]
    private static partial Regex AliasedTable();

    [GeneratedRegex("@[A-Za-z]+")]
    private static partial Regex ParameterName();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
