using System.Text.RegularExpressions;
using AfterSales.Service.Languages;
using AfterSales.Service.Timeline;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Timeline;

public sealed partial class TimelineTextsTests
{
    [Fact]
    public void Every_kind_of_the_domain_has_a_title()
    {
        foreach (var kind in typeof(TimelineKinds).GetFields().Select(field => (string)field.GetRawConstantValue()!))
            TextCatalog.For(Language.English).Has($"timeline.{kind}.title").ShouldBeTrue(kind);
    }

    [Fact]
    public void A_text_asks_for_the_same_facts_in_every_language()
    {
        foreach (var key in TextCatalog.For(Language.English).Keys.Where(key => key.StartsWith("timeline.", StringComparison.Ordinal)))
        {
            var facts = Facts(key, Language.English);
            Facts(key, Language.Persian).ShouldBe(facts, key);
            Facts(key, Language.Chinese).ShouldBe(facts, key);
        }
    }

    private static IEnumerable<string> Facts(string key, Language language) =>
        Hole().Matches(TextCatalog.For(language).Template(key)!.Source).Select(match => match.Value).Order();

    [GeneratedRegex(@"\{[A-Za-z]+\}")]
    private static partial Regex Hole();
}
