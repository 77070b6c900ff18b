namespace AfterSales.Web.Api.V2;

/// <summary>How the values of a search field are written in JSON.</summary>
public enum SearchValue
{
    Text,

    /// <summary>A 64-bit key, written as a string of digits.</summary>
    Key,
    Number,
    Instant,
    Flag,
}

/// <summary>A field that a search accepts in its filter.</summary>
/// <param name="Name">As the API spells it.</param>
/// <param name="EngineName">As the engine's search spells it, where that differs.</param>
public sealed record SearchField(string Name, SearchValue Value = SearchValue.Text, string? EngineName = null)
{
    public string Target => EngineName ?? Name;

    public static SearchField Key(string name) => new(name, SearchValue.Key);
    public static SearchField Number(string name, string? engineName = null) => new(name, SearchValue.Number, engineName);
    public static SearchField Instant(string name) => new(name, SearchValue.Instant);
    public static SearchField Flag(string name) => new(name, SearchValue.Flag);
    public static SearchField Text(string name, string? engineName = null) => new(name, SearchValue.Text, engineName);
}

/// <summary>What a search over one kind of entity accepts: filter fields and fields to sort by.</summary>
/// <param name="Accepted">Filter fields that are accepted and say nothing in a system with one tenant.</param>
public sealed record SearchVocabulary(
    IReadOnlyList<SearchField> Filters, IReadOnlyList<string> Sorts, IReadOnlyList<string>? Accepted = null)
{
    public SearchField? Filter(string name) => Filters.FirstOrDefault(field => field.Name == name);
}
