using System.Globalization;

namespace AfterSales.Feel.Parsing;

/// <summary>Which characters may stand in names and between tokens (DMN 1.4, section 10.3.1.2, rules 27 to 30 and 61).</summary>
internal static class FeelCharacters
{
    public static bool StartsName(char c) => c is '_' or '?' || char.IsLetter(c) || char.IsSurrogate(c)
        || (c >= '\u2070' && c <= '\u218F') || (c >= '\u3001' && c <= '\uD7FF') || c is '\u200C' or '\u200D';

    public static bool ContinuesName(char c) => StartsName(c) || char.IsDigit(c) || c == '\u00B7'
        || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
        || (c >= '\uFE00' && c <= '\uFE0F');

    public static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is '\u180E' or '\u200B' or '\uFEFF';
}
