using System.Globalization;

namespace AfterSales.Service.Languages;

/// <summary>Texts that show nothing: of blanks, control characters and marks without width, such as a Persian half-space alone.</summary>
public static class Blank
{
    public static bool Is(string text) => text.All(c => char.IsWhiteSpace(c) || char.IsControl(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format);
}
