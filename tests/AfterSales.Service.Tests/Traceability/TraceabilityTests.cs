using System.Globalization;
using System.Text;
using AfterSales.Service.Tests.Workflows;
using AfterSales.TestSupport;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Traceability;

/// <summary>Requirement → element of a workflow → test that passes it. Nothing of the shipped flows may lack either.</summary>
public sealed class TraceabilityTests
{
    private static readonly ILookup<string, TracedElement> ElementsOf =
        TracedElement.All.SelectMany(element => element.Requirements.Distinct().Select(id => (id, element))).ToLookup(pair => pair.id, pair => pair.element);

    /// <summary>The paths that pass an element, by the element's key.</summary>
    private static readonly Lazy<ILookup<string, string>> PathsOf = new(() => FlowPath.All.Values
        .SelectMany(path => WorkflowWalk.Of(path).Passed.Distinct().Select(passed => (passed, path.Key)))
        .ToLookup(pair => pair.passed, pair => pair.Key));

    [Fact]
    public void Every_requirement_has_an_element_and_a_path_that_passes_it()
    {
        var open = Requirement.All.Where(requirement => !Requirement.Elsewhere.ContainsKey(requirement.Id))
            .Where(requirement => !ElementsOf[requirement.Id].Any(element => PathsOf.Value.Contains(element.Key)))
            .Select(requirement => $"{requirement.Id} {requirement.Text}");
        open.ShouldBeEmpty();
    }

    [Fact]
    public void A_requirement_is_met_elsewhere_only_when_no_element_carries_it() =>
        Requirement.Elsewhere.Keys.Where(id => ElementsOf.Contains(id) || Requirement.All.All(requirement => requirement.Id != id)).ShouldBeEmpty();

    [Fact]
    public void The_table_in_the_documentation_is_up_to_date() => GeneratedDocument.ShouldSay("docs/traceability.md", Table());

    private static string Table()
    {
        var text = new StringBuilder(
            """
            # From requirement to test

            Made from the requirement ids in the workflows and from the paths the tests walk; a test keeps it up to date. An element stands as
            *process*: name. A path (`tests/AfterSales.Service.Tests/Workflows/paths/`) is walked on the interpreter and on the durable engine.

            """);
        foreach (var (number, title) in Requirement.Sections)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {number} {char.ToUpperInvariant(title[0])}{title[1..]}\n\n| Id | Requirement | Elements | Paths |\n| --- | --- | --- | --- |\n");
            foreach (var requirement in Requirement.All.Where(requirement => requirement.Section == number))
                text.Append(CultureInfo.InvariantCulture, $"| {requirement.Id} | {requirement.Text} | {Elements(requirement)} | {Paths(requirement)} |\n");
        }
        return text.ToString();
    }

    private static string Elements(Requirement requirement) => Requirement.Elsewhere.TryGetValue(requirement.Id, out var reason)
        ? reason
        : string.Join("<br>", ElementsOf[requirement.Id].GroupBy(element => element.ProcessId).OrderBy(process => process.Key, StringComparer.Ordinal)
            .Select(process => $"*{process.Key}*: {string.Join(", ", process.Select(element => element.Name).Distinct())}"));

    private static string Paths(Requirement requirement)
    {
        const int shown = 3;
        var paths = ElementsOf[requirement.Id].SelectMany(element => PathsOf.Value[element.Key]).Distinct().Order(StringComparer.Ordinal).ToList();
        return string.Join("<br>", paths.Take(shown).Select(path => $"`{path}`").Concat(paths.Count > shown ? [$"and {paths.Count - shown} more"] : []));
    }
}
