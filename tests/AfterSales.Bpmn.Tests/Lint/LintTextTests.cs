using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AfterSales.Bpmn.Lint;
using AfterSales.TestSupport;
using Shouldly;
using Xunit;

namespace AfterSales.Bpmn.Tests.Lint;

/// <summary>The words of the rules are there in three languages, and the page about the rules says what the rules say.</summary>
public sealed partial class LintTextTests
{
    [Fact]
    public void The_languages_have_the_same_texts_with_the_same_facts()
    {
        var texts = new[] { "en", "fa", "zh" }.Select(Read).ToList();
        texts[0].Count.ShouldBeGreaterThan(150);
        foreach (var other in texts.Skip(1))
        {
            other.Keys.ShouldBe(texts[0].Keys);
            foreach (var (key, text) in texts[0])
            {
                Facts(other[key]).ShouldBe(Facts(text), key);
                other[key].ShouldNotBe(text, $"{key} is translated");
            }
        }
    }

    [Fact]
    public void Every_rule_has_a_title_and_an_explanation()
    {
        foreach (var rule in LintRules.All)
        {
            rule.Title.English.EndsWith('.').ShouldBeFalse(rule.Id);
            rule.Explanation.English.EndsWith('.').ShouldBeTrue(rule.Id);
        }
    }

    /// <summary>Writes the page anew with AFTERSALES_WRITE_DOCS=1.</summary>
    [Fact]
    public void The_page_about_the_rules_is_up_to_date()
    {
        var path = RepositoryRoot.Combine("docs", "lint.md");
        var page = File.ReadAllText(path);
        var at = page.IndexOf("| Rule |", StringComparison.Ordinal);
        var written = page[..at] + Table();
        if (Environment.GetEnvironmentVariable("AFTERSALES_WRITE_DOCS") == "1")
            File.WriteAllText(path, written);
        else
            page.ShouldBe(written, "docs/lint.md is stale: run this test with AFTERSALES_WRITE_DOCS=1");
    }

    private static string Table()
    {
        var table = new StringBuilder("| Rule | | What it asks for | What is checked |\n| --- | --- | --- | --- |\n");
        foreach (var rule in LintRules.All)
            table.Append(CultureInfo.InvariantCulture, $"| {rule.Id} | {rule.Severity.Letter()} | {rule.Title.English} | {rule.Explanation.English} |\n");
        return table.ToString();
    }

    private static SortedDictionary<string, string> Read(string language)
    {
        var path = RepositoryRoot.Combine("src", "AfterSales.Bpmn", "Lint", "Texts", language + ".json");
        return new SortedDictionary<string, string>(System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(path))!, StringComparer.Ordinal);
    }

    private static IEnumerable<string> Facts(string text) => Fact().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Fact();
}
