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
                case 'x': break;
                case 'q': break;
                default: return null;
            }
        if (pattern.Length > LongestPattern)
            return null;
        if (flags.Contains('q', StringComparison.Ordinal))
            pattern = Regex.Escape(pattern);
        else if (!Translate(ref pattern, flags.Contains('x', StringComparison.Ordinal)))
            return null;
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
    /// Refuses what only .NET knows (groups that look around or have names), and anchors <c>$</c> at the very end.
    /// </summary>
    private static bool Translate(ref string pattern, bool dropSpaces)
    {
        if (Foreign().IsMatch(pattern))
            return false;
        var translated = new StringBuilder(pattern.Length + 8);
        var inClass = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == '\\' && i + 1 < pattern.Length)
                translated.Append(c).Append(pattern[++i]);
            else if (dropSpaces && inClass == 0 && c is ' ' or '\t' or '\r' or '\n')
                continue;
            else
            {
                if (c == '[')
                    inClass++;
                else if (c == ']' && inClass > 0)
                    inClass--;
                translated.Append(c);
            }
        }
        pattern = translated.ToString();
        return true;
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
