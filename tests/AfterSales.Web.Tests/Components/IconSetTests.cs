using System.Text.RegularExpressions;
using AfterSales.TestSupport;
using AfterSales.Web.Components;
using AfterSales.Web.Pages;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Components;

public sealed partial class IconSetTests
{
    [Fact]
    public void Every_icon_that_a_page_names_is_in_the_set()
    {
        var pages = Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "src", "AfterSales.Web", "Pages"), "*.cshtml", SearchOption.AllDirectories);
        var names = pages.SelectMany(path => Name().Matches(File.ReadAllText(path)).Select(match => match.Groups[1].Value)).ToHashSet();
        names.Count.ShouldBeGreaterThan(30);
        foreach (var name in names)
            IconSet.Drawing(name).ShouldContain("<path");
    }

    [Theory]
    [InlineData("case.received")]
    [InlineData("task.completed")]
    [InlineData("deadline.breached")]
    [InlineData("pause.started")]
    [InlineData("mail.sent")]
    [InlineData("escalation.superior")]
    [InlineData("something.new")]
    public void Every_kind_of_timeline_entry_has_a_marker(string kind) =>
        IconSet.Drawing(TimelineCard.Marker(kind).Icon).ShouldContain("<path");

    [GeneratedRegex("<icon name=\"([a-z0-9-]+)\"")]
    private static partial Regex Name();
}
