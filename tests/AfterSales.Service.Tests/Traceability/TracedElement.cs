using System.Globalization;
using System.Text.RegularExpressions;
using AfterSales.Service.Tests.Workflows;

namespace AfterSales.Service.Tests.Traceability;

/// <summary>An element of a shipped diagram with the requirement ids its documentation begins with.</summary>
internal sealed partial record TracedElement(string ProcessId, string Id, string Name, IReadOnlyList<string> Requirements)
{
    /// <summary>Every element with a documentation; the process itself is not a step and carries nothing.</summary>
    public static IReadOnlyList<TracedElement> All { get; } =
    [
        .. WorkflowFiles.AllDiagrams
            .SelectMany(diagram => diagram.Descendants(WorkflowFiles.Bpmn + "process"))
            .SelectMany(process => process.Descendants()
                .Where(element => element.Parent != process.Parent && element.Attribute("id") is not null && element.Element(WorkflowFiles.Bpmn + "documentation") is not null)
                .Select(element => new TracedElement(
                    (string)process.Attribute("id")!,
                    (string)element.Attribute("id")!,
                    (string?)element.Attribute("name") ?? (string)element.Attribute("id")!,
                    [.. Ids(element.Element(WorkflowFiles.Bpmn + "documentation")!.Value)]))),
    ];

    /// <summary>As paths name what they passed.</summary>
    public string Key => $"{ProcessId}/{Id}";

    private static IEnumerable<string> Ids(string documentation)
    {
        // "REP-16 to REP-18." names each of them.
        foreach (Match range in Range().Matches(documentation))
        {
            for (var number = Number(range.Groups["from"]); number <= Number(range.Groups["to"]); number++)
                yield return $"{range.Groups["flow"].Value}-{number:00}";
        }
        foreach (Match id in SingleId().Matches(documentation))
            yield return id.Value;
    }

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\b(?<flow>[A-Z]{3})-(?<from>\d\d) to \k<flow>-(?<to>\d\d)\b")]
    private static partial Regex Range();

    [GeneratedRegex(@"\b[A-Z]{3}-\d\d[a-z]?\b")]
    private static partial Regex SingleId();
}
