using System.Data.Common;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace AfterSales.Engine.Storage;

/// <summary>
/// Brings the tables of every area up to date: each numbered file once, in order, in a transaction of its own. A database of a
/// later program, or a file that changed after it was applied, is refused before anything is touched. Files of the folder <c>Sqlite</c>
/// serve every database, in its own words (<see cref="IEngineStore.Migration"/>), unless its folder has one of the same number.
/// </summary>
internal sealed class Migrator(IEngineStore store, TimeProvider clock)
{
    private const string Shared = "Sqlite";

    private const string MigrationsTable =
        """
        CREATE TABLE IF NOT EXISTS schema_migrations (
            area       TEXT   NOT NULL,
            number     BIGINT NOT NULL,
            name       TEXT   NOT NULL,
            checksum   TEXT   NOT NULL,
            applied_at BIGINT NOT NULL,
            PRIMARY KEY (area, number)
        )
        """;

    public void Apply(IReadOnlyList<IDatabaseMigrations> areas)
    {
        using var db = store.OpenWrite();
        using (var transaction = store.BeginWrite(db))
        {
            db.Execute(MigrationsTable, transaction: transaction);
            transaction.Commit();
        }
        foreach (var area in areas)
            Apply(db, area.Area, Files(area));
    }

    private void Apply(DbConnection db, string area, List<MigrationFile> files)
    {
        var applied = db.Query<(long Number, string Name, string Checksum)>(
            "SELECT number, name, checksum FROM schema_migrations WHERE area = @area", new { area }).ToDictionary(row => row.Number);
        foreach (var unknown in applied.Values.Where(row => files.All(file => file.Number != row.Number)))
            throw new EngineStartException(
                $"The database was written by a later version of the program: it holds migration {unknown.Number} '{unknown.Name}' of '{area}', which this version does not know.");
        foreach (var file in files)
        {
            if (!applied.TryGetValue(file.Number, out var row))
                ApplyOne(db, area, file);
            else if (row.Checksum != file.Checksum)
                throw new EngineStartException(
                    $"Migration {file.Number} '{file.Name}' of '{area}' was changed after it was applied to this database; add a new migration instead.");
        }
    }

    private void ApplyOne(DbConnection db, string area, MigrationFile file)
    {
        using var transaction = store.BeginWrite(db);
        try
        {
            // Another node that starts at this moment may have been faster.
            if (db.ExecuteScalar<long>("SELECT COUNT(*) FROM schema_migrations WHERE area = @area AND number = @Number", new { area, file.Number }, transaction) > 0)
                return;
            using (var command = db.CreateCommand())
            {
                command.CommandText = file.Statements;
                command.Transaction = transaction;
                command.ExecuteNonQuery();
            }
            db.Execute(
                "INSERT INTO schema_migrations (area, number, name, checksum, applied_at) VALUES (@area, @Number, @Name, @Checksum, @at)",
                new { area, file.Number, file.Name, file.Checksum, at = clock.GetUtcNow().Ms() },
                transaction);
            transaction.Commit();
        }
        catch (DbException cause)
        {
            throw new EngineStartException($"Migration {file.Number} '{file.Name}' of '{area}' failed: {cause.Message}", cause);
        }
    }

    private List<MigrationFile> Files(IDatabaseMigrations area)
    {
        var files = Files(area, store.Dialect);
        // What is the same but for the names of types is written once.
        if (store.Dialect != Shared)
            files.AddRange(Files(area, Shared).Where(file => files.All(own => own.Number != file.Number))
                .Select(file => file with { Statements = store.Migration(file.Sql) }).ToList());
        return [.. files.OrderBy(file => file.Number)];
    }

    private static List<MigrationFile> Files(IDatabaseMigrations area, string dialect)
    {
        var folder = $".Migrations.{dialect}.";
        var files = new List<MigrationFile>();
        foreach (var resource in area.Assembly.GetManifestResourceNames())
        {
            var at = resource.IndexOf(folder, StringComparison.Ordinal);
            if (at < 0 || !resource.EndsWith(".sql", StringComparison.Ordinal))
                continue;
            var name = resource[(at + folder.Length)..^".sql".Length];
            if (name.IndexOf('_', StringComparison.Ordinal) is not (> 0 and var end)
                || !long.TryParse(name[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                throw new EngineStartException($"The migration '{resource}' of '{area.Area}' is not named like 0001_name.sql.");
            files.Add(new MigrationFile(number, name[(end + 1)..], Text(area.Assembly, resource)));
        }
        foreach (var twice in files.GroupBy(file => file.Number).Where(group => group.Count() > 1))
            throw new EngineStartException($"The migrations of '{area.Area}' use the number {twice.Key} more than once.");
        return files;
    }

    private static string Text(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private sealed record MigrationFile(long Number, string Name, string Sql)
    {
        /// <summary>What is run; the checksum is that of the file.</summary>
        public string Statements { get; init; } = Sql;

        public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));
    }
}
