using System.Text.RegularExpressions;
using AfterSales.Service.Languages;
using AfterSales.TestSupport;
using AfterSales.Web.Languages;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Languages;

public sealed partial class WebTextsTests
{
    public WebTextsTests() => TextCatalog.Include(typeof(Reader).Assembly);

    [Fact]
    public void Every_text_stands_in_every_language_with_the_same_arguments() =>
        TextCatalogCheck.Faults(typeof(Reader).Assembly).ShouldBeEmpty();

    [Fact]
    public void Every_key_that_a_page_asks_for_is_a_text()
    {
        var root = Path.Combine(RepositoryRoot.Path, "src", "AfterSales.Web");
        var known = TextCatalog.For(Language.English).Keys.ToHashSet();
        var asked = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Where(path => path.EndsWith(".cs", StringComparison.Ordinal) || path.EndsWith(".cshtml", StringComparison.Ordinal))
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(path => Key().Matches(File.ReadAllText(path)).Select(match => match.Groups[1].Value))
            .ToHashSet();
        asked.Count.ShouldBeGreaterThan(150, "the pages are full of texts: the search must find them");
        asked.Where(key => !known.Contains(key)).ShouldBeEmpty();
    }

    [Fact]
    public void No_text_is_left_over_that_no_page_asks_for()
    {
        var root = Path.Combine(RepositoryRoot.Path, "src", "AfterSales.Web");
        var sources = string.Join('\n', Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Where(path => path.EndsWith(".cs", StringComparison.Ordinal) || path.EndsWith(".cshtml", StringComparison.Ordinal))
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(File.ReadAllText));
        // Keys with a part that is filled in, such as web.tasks.bucket.{id}, count for all that begin so.
        var beginnings = BuiltKey().Matches(sources).Select(match => match.Groups[1].Value).Distinct().ToList();
        TextCatalog.For(Language.English).Keys
            .Where(key => key.StartsWith("web.", StringComparison.Ordinal))
            .Where(key => !sources.Contains($"\"{key}\"", StringComparison.Ordinal) && !beginnings.Any(start => key.StartsWith(start, StringComparison.Ordinal)))
            .ShouldBeEmpty();
    }

    [GeneratedRegex("\"(web\\.[A-Za-z0-9.-]+[A-Za-z0-9])\"")]
    private static partial Regex Key();

    [GeneratedRegex(@"\$""(web\.[A-Za-z0-9.]*)\{")]
    private static partial Regex BuiltKey();
}
