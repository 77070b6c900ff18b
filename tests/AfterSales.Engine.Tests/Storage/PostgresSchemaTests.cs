using AfterSales.Engine.Storage.Postgres;
using Shouldly;
using Xunit;

namespace AfterSales.Engine.Tests.Storage;

/// <summary>Table definitions are written once, in SQLite's words.</summary>
public sealed class PostgresSchemaTests
{
    [Theory]
    [InlineData("k INTEGER PRIMARY KEY", "k BIGINT PRIMARY KEY")]
    [InlineData("share REAL NOT NULL", "share DOUBLE PRECISION NOT NULL")]
    [InlineData("name TEXT NOT NULL UNIQUE", "name TEXT COLLATE \"C\" NOT NULL UNIQUE")]
    [InlineData("text TEXT", "text TEXT COLLATE \"C\"")]
    [InlineData("PRIMARY KEY (a)) WITHOUT ROWID;", "PRIMARY KEY (a)) ;")]
    [InlineData("a INTEGER, -- an INTEGER, it's TEXT\nb TEXT", "a BIGINT, -- an INTEGER, it's TEXT\nb TEXT COLLATE \"C\"")]
    [InlineData("ON mail (to_address COLLATE NOCASE, mail_key)", "ON mail (lower(to_address), mail_key)")]
    [InlineData("INSERT INTO t VALUES ('INTEGER', 'it''s TEXT', x)", "INSERT INTO t VALUES ('INTEGER', 'it''s TEXT', x)")]
    public void Types_are_renamed_and_texts_and_comments_left(string sqlite, string postgres) => PostgresSchema.Of(sqlite).ShouldBe(postgres);
}
