using System.Collections.Concurrent;
using AfterSales.Bpmn.Lint;
using AfterSales.Bpmn.Reading;
using AfterSales.Engine.Deployments;
using AfterSales.Service.Calendars;
using AfterSales.Service.Lint;
using AfterSales.Service.Tests.Workflows;
using AfterSales.Service.Workflows;

namespace AfterSales.Service.Tests.Lint;

/// <summary>The self-check of the shipped workflows, each judged once with all others around it.</summary>
internal static class ShippedLint
{
    private static readonly IReadOnlyList<DeploymentResource> Files = WorkflowLoader.Read(WorkflowFiles.Folder);

    private static readonly ConcurrentDictionary<string, LintReport> Reports = new();

    public static LintLibrary Library { get; } = LintLibraries.Of(Files, new Feel.FeelCompiler(WorkingCalendarFunctions.All(new CalendarRegistry())));

    public static LintReport Of(string file) =>
        Reports.GetOrAdd(file, name => Linter.Lint(BpmnReader.Read(Files.Single(resource => resource.Name == name).Content).Model!, Library));

    /// <summary>The findings of some rules as lines, for assertions that name what to do.</summary>
    public static IReadOnlyList<string> Findings(string file, params string[] rules) =>
        [.. Of(file).Findings.Where(finding => rules.Contains(finding.RuleId)).Select(finding => finding.ToString())];
}
