using System.Text.RegularExpressions;
using AfterSales.TestSupport;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Docs;

/// <summary>
/// <c>docs/lessons.md</c> lists what users of such systems complain about, and for each line the tests that keep it from happening
/// here. A test that is named there exists.
/// </summary>
public sealed partial class LessonsTests
{
    private const string Page = "docs/lessons.md";

    private static IReadOnlyList<IReadOnlyList<string>> Rows { get; } = MarkdownTable.Rows(Page, cell => Number().IsMatch(cell));

    /// <summary>The source of every test class, by its name.</summary>
    private static readonly Lazy<ILookup<string, string>> Sources = new(() => Directory
        .EnumerateFiles(RepositoryRoot.Combine("tests"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .ToLookup(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText));

    public static TheoryData<string> Named => new(Rows.SelectMany(row => MarkdownTable.Codes(row[2])).Distinct());

    [Theory]
    [MemberData(nameof(Named))]
    public void A_test_that_is_named_exists(string test)
    {
        var (type, method) = test.Split('.') is [var first, var second] ? (first, second) : (test, "");
        Sources.Value[type].ShouldContain(source => Regex.IsMatch(source, $@"\[(Fact|Theory)\b[^;{{]*?\b{Regex.Escape(method)}\("), test);
    }

    [Fact]
    public void Every_line_has_a_test_or_says_why_it_needs_none()
    {
        Rows.Select(row => row[0]).ShouldBe([.. Enumerable.Range(1, 25).Select(number => $"{number}"), .. Enumerable.Range(1, 12).Select(number => $"R{number}")]);
        foreach (var row in Rows)
            (MarkdownTable.Codes(row[2]).Count > 0 || row[2].Length > 30).ShouldBeTrue($"line {row[0]}");
    }

    [GeneratedRegex(@"^R?\d+$")]
    private static partial Regex Number();
}
