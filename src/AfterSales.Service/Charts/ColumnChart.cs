using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace AfterSales.Service.Charts;

/// <summary>
/// Columns with trend and acceptance line (RPT-01) as inline SVG: no script, no style of its own, classes only, so that it follows the
/// page's colours, dark mode and print. Time runs left to right in every language (UI.md, Charts). Whoever cannot see it has the label
/// and the table that stands beside it.
/// </summary>
public sealed record ColumnChart
{
    private const int Width = 720;
    private const int Height = 264;
    private const int Left = 44;
    private const int Right = 12;
    private const int Top = 14;
    private const int Bottom = 34;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public required IReadOnlyList<ChartColumn> Columns { get; init; }

    /// <summary>What the chart says, in one sentence.</summary>
    public required string Label { get; init; }

    /// <summary>The value that has to be reached; null for none.</summary>
    public decimal? Line { get; init; }

    /// <summary>The top of the scale; null: a round number above everything.</summary>
    public decimal? ScaleTop { get; init; }

    /// <summary>How a number of the scale is written.</summary>
    public required Func<decimal, string> Tick { get; init; }

    /// <summary>The moving mean over three columns, what is missing left out; null where nothing is.</summary>
    public IReadOnlyList<decimal?> Trend { get; init; } = [];

    /// <summary>The chart as an SVG element.</summary>
    public string Svg()
    {
        var top = ScaleTop ?? RoundUp(Columns.Select(column => column.Value ?? 0).Append(Line ?? 0).Append(1).Max());
        var svg = new StringBuilder();
        svg.Append(Invariant($"<svg class=\"chart\" viewBox=\"0 0 {Width} {Height}\" role=\"{(Columns.Any(column => column.Href is not null) ? "group" : "img")}\" direction=\"ltr\" aria-label=\"")).Append(Encoder.Encode(Label)).Append("\">");
        for (var step = 0; step <= 4; step++)
            Grid(svg, top * step / 4, top);
        var width = (decimal)(Width - Left - Right) / Math.Max(Columns.Count, 1);
        for (var i = 0; i < Columns.Count; i++)
            Draw(svg, Columns[i], Left + width * i, width, top);
        Lines(svg, width, top);
        return svg.Append("</svg>").ToString();
    }

    /// <summary>The mean of each value and the two before it.</summary>
    public static IReadOnlyList<decimal?> MovingMean(IReadOnlyList<decimal?> values) =>
        [.. values.Select((_, i) => values.Skip(Math.Max(0, i - 2)).Take(i - Math.Max(0, i - 2) + 1).OfType<decimal>().ToList() is { Count: > 0 } near ? near.Average() : (decimal?)null)];

    private void Grid(StringBuilder svg, decimal value, decimal top)
    {
        var y = Y(value, top);
        svg.Append(Invariant($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{y}\" y2=\"{y}\"/><text class=\"tick\" x=\"{Left - 8}\" y=\"{y + 4}\" text-anchor=\"end\">"))
            .Append(Encoder.Encode(Tick(value))).Append("</text>");
    }

    private static void Draw(StringBuilder svg, ChartColumn column, decimal x, decimal width, decimal top)
    {
        var middle = Math.Round(x + width / 2, 1);
        // A picture may hold no links; where columns lead to what is behind them the whole is a group, and each column a link with its sentence.
        if (column.Href is { } href)
            svg.Append("<a href=\"").Append(Encoder.Encode(href)).Append("\"><title>").Append(Encoder.Encode(column.Title)).Append("</title>")
                .Append(Invariant($"<rect class=\"touch\" x=\"{Math.Round(x, 1)}\" y=\"{Top}\" width=\"{Math.Round(width, 1)}\" height=\"{Height - Top}\"/>"));
        svg.Append("<g>");
        if (column.Href is null)
            svg.Append("<title>").Append(Encoder.Encode(column.Title)).Append("</title>");
        if (column.Value is { } value)
        {
            var (y, bar) = (Y(Math.Min(value, top), top), Math.Round(Math.Min(width * 0.62m, 44), 1));
            var tone = column.Misses ? "bar bad" : "bar";
            svg.Append(Invariant($"<rect class=\"{(column.IsOpen ? tone + " open" : tone)}\" x=\"{middle - bar / 2}\" y=\"{y}\" width=\"{bar}\" height=\"{Height - Bottom - y}\"/>"));
            // Inside the foot where the column is high enough, else above it.
            var inside = Height - Bottom - y > 34;
            if (column.Misses)
                svg.Append(Invariant($"<text class=\"mark{(inside ? " on" : "")}\" x=\"{middle}\" y=\"{(inside ? Height - Bottom - 20 : y - 18)}\" text-anchor=\"middle\">▼</text>"));
            svg.Append(Invariant($"<text class=\"value{(inside ? column.Misses && !column.IsOpen ? " on" : "" : " above")}\" x=\"{middle}\" y=\"{(inside ? Height - Bottom - 7 : y - 5)}\" text-anchor=\"middle\">"))
                .Append(Encoder.Encode(column.Text)).Append("</text>");
        }
        svg.Append(Invariant($"<text class=\"tick\" x=\"{middle}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">")).Append(Encoder.Encode(column.Label)).Append(column.Href is null ? "</text></g>" : "</text></g></a>");
    }

    private void Lines(StringBuilder svg, decimal width, decimal top)
    {
        var points = Trend.Select((value, i) => (X: Math.Round(Left + width * (i + 0.5m), 1), Value: value)).Where(point => point.Value is not null).ToList();
        if (points.Count > 1)
            svg.Append("<polyline class=\"trend\" points=\"").AppendJoin(' ', points.Select(point => Invariant($"{point.X},{Y(Math.Min(point.Value!.Value, top), top)}"))).Append("\"/>");
        if (Line is { } line)
            svg.Append(Invariant($"<line class=\"accept\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(line, top)}\" y2=\"{Y(line, top)}\"/>"));
    }

    private static decimal Y(decimal value, decimal top) => Math.Round(Height - Bottom - value / top * (Height - Top - Bottom), 1);

    private static decimal RoundUp(decimal value)
    {
        var unit = 1m;
        while (unit * 10 < value)
            unit *= 10;
        foreach (var step in (ReadOnlySpan<decimal>)[1, 2, 4, 6, 8, 10])
            if (unit * step >= value)
                return Math.Max(unit * step, 4);
        return unit * 10;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
