using System.Globalization;

namespace AfterSales.Benchmarks.Report;

/// <summary>Tables on the console, ready for a document.</summary>
internal static class Markdown
{
    public static void Table(string[] head, IEnumerable<string[]> rows)
    {
        Console.WriteLine();
        Row(head);
        Row([.. head.Select((_, column) => column == 0 ? "---" : "---:")]);
        foreach (var row in rows)
            Row(row);
    }

    public static string Count(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Tenths(double value) => value.ToString("N1", CultureInfo.InvariantCulture);

    public static string Percent(double part) => part.ToString("P0", CultureInfo.InvariantCulture);

    public static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("N1", CultureInfo.InvariantCulture);

    private static void Row(string[] cells) => Console.WriteLine($"| {string.Join(" | ", cells)} |");
}
