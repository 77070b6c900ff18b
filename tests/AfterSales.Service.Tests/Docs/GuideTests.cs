using System.Text.RegularExpressions;
using AfterSales.TestSupport;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Docs;

/// <summary>The pages of the documentation: every link leads somewhere, every picture is there, and every guide exists in three languages.</summary>
public sealed partial class GuideTests
{
    public static TheoryData<string> Pages => new(
        Directory.EnumerateFiles(RepositoryRoot.Combine("docs"), "*.md", SearchOption.AllDirectories).Append(RepositoryRoot.Combine("README.md"))
            .Select(file => Path.GetRelativePath(RepositoryRoot.Path, file).Replace('\\', '/')).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_and_pictures_of_a_page_are_there(string page)
    {
        var file = RepositoryRoot.Combine(page.Split('/'));
        foreach (Match link in Link().Matches(File.ReadAllText(file)))
        {
            var target = link.Groups["target"].Value;
            if (target.Contains("://", StringComparison.Ordinal) || target.StartsWith("mailto:", StringComparison.Ordinal))
                continue;
            var (path, anchor) = target.Split('#') is [var before, var after] ? (before, after) : (target, null);
            var full = path.Length == 0 ? file : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, path));
            (File.Exists(full) || Directory.Exists(full)).ShouldBeTrue($"{page} leads to {target}, which is not there");
            if (anchor is not null && full.EndsWith(".md", StringComparison.Ordinal))
                File.ReadLines(full).Where(line => line.StartsWith('#')).Select(Anchor).ShouldContain(anchor, $"{page} leads to {target}");
        }
    }

    [Fact]
    public void A_guide_in_one_language_is_there_in_all_with_the_same_parts()
    {
        var guides = Names("en");
        guides.ShouldBe(["README.md", "deadlines.md", "designer.md", "managers.md", "operators.md", "process-owners.md", "staff.md"], ignoreOrder: true);
        foreach (var language in (string[])["fa", "zh"])
        {
            Names(language).ShouldBe(guides, ignoreOrder: true);
            foreach (var guide in guides)
                Parts(language, guide).ShouldBe(Parts("en", guide), $"{language}/{guide} has as many parts as the English one");
        }
    }

    private static List<string> Names(string language) =>
        [.. Directory.EnumerateFiles(RepositoryRoot.Combine("docs", "guide", language), "*.md").Select(file => Path.GetFileName(file)!)];

    private static int Parts(string language, string guide) => File.ReadLines(RepositoryRoot.Combine("docs", "guide", language, guide)).Count(line => line.StartsWith("## ", StringComparison.Ordinal));

    /// <summary>The name by which a heading is reached, as the usual readers of Markdown make it.</summary>
    private static string Anchor(string heading) =>
        Sign().Replace(heading.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\p{L}\p{Nd}\- _]")]
    private static partial Regex Sign();
}
