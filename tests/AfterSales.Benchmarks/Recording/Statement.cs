namespace AfterSales.Benchmarks.Recording;

/// <summary>One statement the engine executed, with its parameters, and the transaction it belonged to.</summary>
internal sealed record Statement(int Transaction, string Sql, IReadOnlyList<(string Name, object? Value)> Parameters)
{
    private readonly string[] _words = Sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    public string Verb => _words[0];

    public bool IsWrite => Verb is "INSERT" or "UPDATE" or "DELETE";

    /// <summary>The table it is about; empty for savepoints.</summary>
    public string Table => Verb switch
    {
        "UPDATE" => _words[1],
        "INSERT" => After("INTO"),
        // What stands beside the rows comes before them.
        "SELECT" => _words[Array.LastIndexOf(_words, "FROM") + 1],
        "DELETE" => After("FROM"),
        _ => "",
    };

    private string After(string word) => _words[Array.IndexOf(_words, word) + 1].Split('(')[0];
}
