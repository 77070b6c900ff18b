using System.Globalization;

namespace AfterSales.Service.Charts;

/// <summary>A horizontal bar beside a number in a table.</summary>
public static class PartBar
{
    /// <summary>The bar of one part, the longest of all being full; as an SVG element that screen readers pass over.</summary>
    public static string Svg(int value, int longest) => string.Create(CultureInfo.InvariantCulture,
        $"<svg class=\"part\" viewBox=\"0 0 160 12\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"ground\" width=\"160\" height=\"12\"/><rect class=\"bar\" width=\"{(longest == 0 ? 0 : Math.Round(160m * value / longest, 1))}\" height=\"12\"/></svg>");
}
