using System.Globalization;
using AfterSales.Engine.Commits;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Cases;

/// <summary>
/// Numbers of cases: <c>CMP-2026-0001</c>. Allocated inside the commit that opens the case, so that a failed request
/// leaves no gap; after 9999 cases of a kind in one year the number simply grows a digit.
/// </summary>
internal static class CaseNumbers
{
    public static string Next(CommitContext commit, string prefix, int year)
    {
        var number = commit.First<long>(
            """
            INSERT INTO case_numbers (prefix, year, last) VALUES (@prefix, @year, 1)
            ON CONFLICT (prefix, year) DO UPDATE SET last = case_numbers.last + 1
            RETURNING last
            """,
            new { prefix, year });
        return string.Create(CultureInfo.InvariantCulture, $"{prefix}-{year:0000}-{number:0000}");
    }
}
