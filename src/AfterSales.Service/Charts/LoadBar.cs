using System.Globalization;

namespace AfterSales.Service.Charts;

/// <summary>A horizontal bar of open work beside its numbers: late, due soon, the rest.</summary>
public static class LoadBar
{
    private const decimal Width = 160;

    /// <summary>The bar, the longest of all being full; as an SVG element that screen readers pass over, since the numbers stand beside it.</summary>
    public static string Svg(int late, int soon, int total, int longest)
    {
        decimal Length(int count) => longest == 0 ? 0 : Math.Round(Width * count / longest, 1);
        var (first, second, all) = (Length(late), Length(soon), Length(total));
        return string.Create(CultureInfo.InvariantCulture,
            $"<svg class=\"part load\" viewBox=\"0 0 {Width} 12\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"bar\" width=\"{all}\" height=\"12\"/><rect class=\"soon\" width=\"{first + second}\" height=\"12\"/><rect class=\"late\" width=\"{first}\" height=\"12\"/></svg>");
    }
}
