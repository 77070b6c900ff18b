namespace AfterSales.Service.Forms;

/// <summary>
/// Reads the plain conditions most forms use: comparisons of a field with a literal, joined by <c>and</c>, <c>or</c> and
/// <c>not(…)</c>. Anything richer yields null and is left to the server.
/// </summary>
internal static class FormConditionReader
{
    public static FormCondition? Read(string source) => Or(source.Trim());

    private static FormCondition? Or(string source) => Join(source, " or ", "or", And);

    private static FormCondition? And(string source) => Join(source, " and ", "and", Term);

    private static FormCondition? Join(string source, string separator, string name, Func<string, FormCondition?> read)
    {
        var texts = Split(source, separator);
        if (texts.Count == 1)
            return read(texts[0]);
        var parts = texts.Select(read).ToList();
        return parts.Contains(null) ? null : new FormCondition(name, null, null, parts!);
    }

    private static FormCondition? Term(string source)
    {
        if (source.StartsWith('(') && Closes(source, 0) == source.Length - 1)
            return Or(source[1..^1].Trim());
        if (source.StartsWith("not(", StringComparison.Ordinal) && Closes(source, 3) == source.Length - 1)
            return Or(source[4..^1].Trim()) is { } inner ? new FormCondition("not", null, null, [inner]) : null;
        foreach (var comparison in (ReadOnlySpan<string>)["!=", "="])
        {
            var at = source.IndexOf(comparison, StringComparison.Ordinal);
            if (at > 0)
                return Comparison(source[..at].Trim(), comparison, source[(at + comparison.Length)..].Trim());
        }
        return IsName(source) ? new FormCondition("=", source, "true", []) : null;
    }

    private static FormCondition? Comparison(string name, string comparison, string literal)
    {
        if (!IsName(name))
            return null;
        if (literal is ['"', .. var text, '"'] && !text.Contains('"') && !text.Contains('\\'))
            return new FormCondition(comparison, name, text, []);
        return literal switch
        {
            "null" => new FormCondition(comparison, name, null, []),
            "true" or "false" => new FormCondition(comparison, name, literal, []),
            _ when decimal.TryParse(literal, System.Globalization.NumberStyles.Number, System.Globalization.CultureInfo.InvariantCulture, out _) =>
                new FormCondition(comparison, name, literal, []),
            _ => null,
        };
    }

    private static bool IsName(string text) =>
        text.Length > 0 && char.IsLetter(text[0]) && text.All(c => char.IsLetterOrDigit(c) || c is '_' or '.') && text is not ("null" or "true" or "false");

    /// <summary>Splits at separators that stand outside parentheses and quotes.</summary>
    private static List<string> Split(string source, string separator)
    {
        var parts = new List<string>();
        var (depth, quoted, start) = (0, false, 0);
        for (var i = 0; i < source.Length; i++)
        {
            if (source[i] == '"')
                quoted = !quoted;
            else if (!quoted && source[i] is '(' or ')')
                depth += source[i] == '(' ? 1 : -1;
            else if (!quoted && depth == 0 && string.CompareOrdinal(source, i, separator, 0, separator.Length) == 0)
            {
                parts.Add(source[start..i].Trim());
                start = i + separator.Length;
                i = start - 1;
            }
        }
        parts.Add(source[start..].Trim());
        return parts;
    }

    private static int Closes(string source, int open)
    {
        var (depth, quoted) = (0, false);
        for (var i = open; i < source.Length; i++)
        {
            if (source[i] == '"')
                quoted = !quoted;
            else if (!quoted && source[i] == '(')
                depth++;
            else if (!quoted && source[i] == ')' && --depth == 0)
                return i;
        }
        return -1;
    }
}
