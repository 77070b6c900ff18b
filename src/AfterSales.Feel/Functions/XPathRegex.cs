using System.Text;
using System.Text.RegularExpressions;

namespace AfterSales.Feel.Functions;

/// <summary>Regular expressions as XPath 3.1 writes them, translated to .NET where the two differ.</summary>
internal static partial class XPathRegex
{
    private const int LongestPattern = 2_000;

    /// <summary>The compiled expression; null when pattern or flags are none.</summary>
    public static Regex? Compile(string pattern, string flags, TimeSpan limit)
    {
        var options = RegexOptions.CultureInvariant;
        foreach (var flag in flags)
            switch (flag)
            {
                case 's': options |= RegexOptions.Singleline; break;
                case 'm': options |= RegexOptions.Multiline; break;
                case 'i': options |= RegexOptions.IgnoreCase; break;
                case 'x' or 'q': break; // change the pattern, below
                default: return null;
            }
        if (pattern.Length > LongestPattern)
            return null;
        if (flags.Contains('q', StringComparison.Ordinal))
            return Make(Regex.Escape(pattern), options, limit);
        if (flags.Contains('x', StringComparison.Ordinal))
            pattern = WithoutSpaces(pattern);
        return Translate(pattern, options) is { } translated ? Make(translated, options, limit) : null;
    }

    private static Regex? Make(string pattern, RegexOptions options, TimeSpan limit)
    {
        try
        {
            return new Regex(pattern, options | RegexOptions.NonBacktracking, limit);
        }
        catch (NotSupportedException)
        {
            return Backtracking(pattern, options, limit);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static Regex? Backtracking(string pattern, RegexOptions options, TimeSpan limit)
    {
        try
        {
            return new Regex(pattern, options, limit);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>
    /// The pattern in .NET's words: a dot that stops at both line ends, a <c>$</c> that means the very end. Null for what
    /// only .NET knows (groups that look around or have names) and for references where XPath has none.
    /// </summary>
    private static string? Translate(string pattern, RegexOptions options)
    {
        if (Foreign().IsMatch(pattern))
            return null;
        var translated = new StringBuilder(pattern.Length + 8);
        var classes = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == '\\' && i + 1 < pattern.Length)
            {
                var escaped = pattern[++i];
                if (escaped == '0' || (classes > 0 && char.IsAsciiDigit(escaped)))
                    return null;
                translated.Append(c).Append(escaped);
                continue;
            }
            if (c == '[')
                classes++;
            else if (c == ']' && classes > 0)
                classes--;
            translated.Append(c switch
            {
                '.' when classes == 0 && !options.HasFlag(RegexOptions.Singleline) => "[^\\n\\r]",
                '$' when classes == 0 && !options.HasFlag(RegexOptions.Multiline) => "\\z",
                _ => c.ToString(),
            });
        }
        return translated.ToString();
    }

    /// <summary>The flag x: spaces count only inside character classes.</summary>
    private static string WithoutSpaces(string pattern)
    {
        var kept = new StringBuilder(pattern.Length);
        var classes = 0;
        foreach (var c in pattern)
        {
            classes += c == '[' ? 1 : c == ']' && classes > 0 ? -1 : 0;
            if (classes > 0 || c is not (' ' or '\t' or '\r' or '\n'))
                kept.Append(c);
        }
        return kept.ToString();
    }

    /// <summary>XPath's <c>$1</c>, <c>\$</c> and <c>\\</c> for .NET; null when the text is no replacement.</summary>
    public static string? Replacement(string text, string? flags)
    {
        if (flags?.Contains('q', StringComparison.Ordinal) == true)
            return text.Replace("$", "$$", StringComparison.Ordinal);
        var translated = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            var next = i + 1 < text.Length ? text[i + 1] : '\0';
            if (text[i] == '\\')
            {
                if (next is not ('\\' or '$'))
                    return null;
                translated.Append(next == '$' ? "$$" : "\\");
                i++;
            }
            else if (text[i] == '$')
            {
                if (!char.IsAsciiDigit(next))
                    return null;
                translated.Append("${").Append(next).Append('}');
                i++;
            }
            else
            {
                translated.Append(text[i]);
            }
        }
        return translated.ToString();
    }

    [GeneratedRegex(@"(?<!\\)\(\?(?!:)", RegexOptions.CultureInvariant)]
    private static partial Regex Foreign();
}
