using AfterSales.Bpmn.Lint;
using AfterSales.Bpmn.Reading;
using AfterSales.Service.Tests.Workflows;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Lint;

/// <summary>What ships passes its own self-check (REQUIREMENTS 7.2): no error, no warning. Information is allowed.</summary>
public sealed class ShippedWorkflowsPassLintTests
{
    public static TheoryData<string> Diagrams => WorkflowFiles.Diagrams;

    [Theory]
    [MemberData(nameof(Diagrams))]
    public void Shipped_workflow_passes_lint(string file)
    {
        var report = ShippedLint.Of(file);
        report.Problems.ShouldBeEmpty();
        var wrong = report.Findings.Where(finding => finding.Severity > LintSeverity.Information).ToList();
        if (wrong.Count > 0)
            Assert.Fail($"{file} has {wrong.Count} findings to put right:\n" + string.Join("\n", wrong.Select(finding => $"  line {finding.Line}: {finding}")));
    }

    [Fact]
    public void A_schedule_that_does_not_exist_is_told()
    {
        var xml = File.ReadAllText(Path.Combine(WorkflowFiles.Folder, "monthly-complaint-report.bpmn")).Replace("value=\"monthly-complaint-report\"", "value=\"fortnightly\"", StringComparison.Ordinal);
        var model = BpmnReader.Read(System.Text.Encoding.UTF8.GetBytes(xml)).Model!;
        Linter.Lint(model, ShippedLint.Library).Findings.Where(finding => finding.RuleId == "LINT-05").ShouldHaveSingleItem().Topic.ShouldBe("unknown");
    }
}
