namespace AfterSales.Engine.Search;

/// <summary>What a field holds, and so what it may be compared with.</summary>
internal enum FieldKind
{
    Key,
    Text,
    Number,
    Instant,
    Flag,
}

/// <summary>
/// A field of an entity: its name in requests, the property of the row it fills (null: for conditions only) and its SQL.
/// </summary>
/// <param name="Within">
/// For fields of related rows: an EXISTS clause with <c>{0}</c> where the condition on <paramref name="Sql"/> belongs.
/// </param>
internal sealed record Field(string Name, string? Property, string Sql, FieldKind Kind, bool IsNullable = false, string? Within = null, OpenValues? Open = null)
{
    public bool IsSortable => Within is null && Property is not null;
}

/// <summary>
/// Values that only rows which have not ended hold. <paramref name="Sql"/> says the same of such a row in the words of a partial index, which a
/// database does not find out by itself.
/// </summary>
internal sealed record OpenValues(string Sql, params string[] Values);

/// <summary>A kind of row that can be searched: a FROM clause and a white list of fields. Nothing else of a request reaches the SQL text.</summary>
/// <param name="Variables">For entities with <c>variable:NAME</c>: the SQL of the process instance key.</param>
internal sealed record Entity<T>(string Name, string From, string Key, IReadOnlyList<Field> Fields, string? Variables = null)
{
    private readonly Dictionary<string, Field> _byName = Fields.ToDictionary(field => field.Name, StringComparer.Ordinal);

    public Field KeyField => _byName[Key];

    /// <summary>The columns of a row, each under the name of its property.</summary>
    public string Columns { get; } = string.Join(", ", Fields.Where(field => field.Property is not null).Select(field => $"{field.Sql} AS {field.Property}"));

    public int ColumnCount { get; } = Fields.Count(field => field.Property is not null);

    public Field? Find(string name) => _byName.GetValueOrDefault(name);
}
