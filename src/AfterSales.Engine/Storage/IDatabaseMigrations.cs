using System.Reflection;

namespace AfterSales.Engine.Storage;

/// <summary>
/// Numbered SQL files of one area of the program, embedded as resources under <c>Migrations/Sqlite/0001_name.sql</c>
/// (and <c>Migrations/Postgres/…</c> for what PostgreSQL wants otherwise or in addition). At start the engine applies its own area, then every registered one in order of
/// registration, each file once and in its own transaction. A file that was applied must not change any more.
/// </summary>
public interface IDatabaseMigrations
{
    /// <summary>Name of the area, stored with each applied number.</summary>
    string Area { get; }

    /// <summary>The assembly that embeds the files.</summary>
    Assembly Assembly { get; }
}

/// <summary>The usual implementation: all migrations of one assembly.</summary>
public sealed record EmbeddedMigrations(string Area, Assembly Assembly) : IDatabaseMigrations;
