using System.Globalization;

namespace AfterSales.Service.Charts;

/// <summary>How long something takes: the median as a bar, the 90th percentile as a mark; as an SVG element that screen readers pass over.</summary>
public static class SpanBar
{
    public static string Svg(decimal median, decimal percentile90, decimal longest)
    {
        decimal At(decimal value) => longest == 0 ? 0 : Math.Round(156m * value / longest, 1);
        return string.Create(CultureInfo.InvariantCulture,
            $"<svg class=\"part span\" viewBox=\"0 0 160 12\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"ground\" width=\"160\" height=\"12\"/><rect class=\"bar\" y=\"3\" width=\"{At(median)}\" height=\"6\"/><rect class=\"mark\" x=\"{At(percentile90)}\" width=\"3\" height=\"12\"/></svg>");
    }
}
