using AfterSales.TestSupport;

namespace AfterSales.Service.Tests.Docs;

/// <summary>The rows of the tables in a page of the documentation whose first cell matches; cells without the blanks around them.</summary>
internal static class MarkdownTable
{
    public static IReadOnlyList<IReadOnlyList<string>> Rows(string path, Func<string, bool> first) =>
    [
        .. File.ReadLines(RepositoryRoot.Combine(path.Split('/')))
            .Where(line => line.StartsWith('|'))
            .Select(line => line.Trim().Trim('|').Split('|').Select(cell => cell.Trim()).ToList())
            .Where(cells => first(cells[0])),
    ];

    /// <summary>What stands in backticks in a cell.</summary>
    public static IReadOnlyList<string> Codes(string cell) => [.. cell.Split('`').Where((_, index) => index % 2 == 1)];
}
