namespace AfterSales.Feel.Parsing;

/// <summary>
/// The names with spaces or operators that are known at a place in the source. FEEL can be read only with them:
/// <c>a-b</c> is a name where a variable "a-b" is known, a subtraction elsewhere. The longest known name wins.
/// </summary>
internal sealed class NameTable
{
    private readonly Dictionary<string, List<(string Name, string[] Parts)>> _byFirstPart = new(StringComparer.Ordinal);

    public NameTable(IEnumerable<string>? names = null)
    {
        foreach (var name in names ?? [])
            Add(name);
    }

    public bool IsEmpty => _byFirstPart.Count == 0;

    public void Add(string name)
    {
        if (Split(name) is not { Length: > 1 } parts)
            return;
        if (!_byFirstPart.TryGetValue(parts[0], out var known))
            _byFirstPart.Add(parts[0], known = []);
        if (known.All(k => k.Name != name))
            known.Add((name, parts));
        known.Sort((a, b) => b.Parts.Length.CompareTo(a.Parts.Length));
    }

    /// <summary>The longest known name that begins at a token.</summary>
    public (string Name, int Tokens)? Match(IReadOnlyList<Token> tokens, int at)
    {
        if (tokens[at].Kind != TokenKind.Word || !_byFirstPart.TryGetValue(tokens[at].Text, out var known))
            return null;
        foreach (var (name, parts) in known)
            if (at + parts.Length < tokens.Count && Matches(tokens, at, parts))
                return (name, parts.Length);
        return null;
    }

    private static bool Matches(IReadOnlyList<Token> tokens, int at, string[] parts)
    {
        for (var i = 1; i < parts.Length; i++)
            if (tokens[at + i].Kind is TokenKind.String or TokenKind.End || tokens[at + i].Text != parts[i])
                return false;
        return true;
    }

    private static string[]? Split(string name)
    {
        try
        {
            return [.. Lexer.Read(name).Where(token => token.Kind != TokenKind.End).Select(token => token.Text)];
        }
        catch (FeelSyntaxException)
        {
            return null; // holds a character that no FEEL name can hold: it can never be written in an expression
        }
    }
}
