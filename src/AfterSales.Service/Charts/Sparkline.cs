using System.Globalization;
using System.Text;

namespace AfterSales.Service.Charts;

/// <summary>A small line of how a figure went, without scale: for a glance beside the figure itself, hidden from screen readers.</summary>
public static class Sparkline
{
    private const int Width = 120;
    private const int Height = 28;

    /// <summary>The line as an SVG element; empty for fewer than two values.</summary>
    public static string Svg(IReadOnlyList<decimal?> values)
    {
        var known = values.OfType<decimal>().ToList();
        if (known.Count < 2)
            return "";
        var (low, high) = (known.Min(), known.Max());
        var points = values.Select((value, i) => (X: Math.Round(3 + (Width - 6m) * i / (values.Count - 1), 1), Value: value)).Where(point => point.Value is not null)
            .Select(point => (point.X, Y: high == low ? Height / 2m : Math.Round(Height - 4 - (point.Value!.Value - low) / (high - low) * (Height - 8), 1))).ToList();
        var svg = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"<svg class=\"spark\" viewBox=\"0 0 {Width} {Height}\" aria-hidden=\"true\" direction=\"ltr\"><polyline points=\""));
        svg.AppendJoin(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X},{point.Y}")));
        return svg.Append(string.Create(CultureInfo.InvariantCulture, $"\"/><circle cx=\"{points[^1].X}\" cy=\"{points[^1].Y}\" r=\"2.5\"/></svg>")).ToString();
    }
}
