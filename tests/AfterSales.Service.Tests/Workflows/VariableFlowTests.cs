using AfterSales.Service.Tests.Lint;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Workflows;

/// <summary>Forms and diagrams agree: no expression reads a variable that nothing has set by then (LINT-39).</summary>
public sealed class VariableFlowTests
{
    public static TheoryData<string> Diagrams => WorkflowFiles.Diagrams;

    [Theory]
    [MemberData(nameof(Diagrams))]
    public void What_is_read_was_set_before_and_can_be_answered(string file)
    {
        ShippedLint.Of(file).NotJudged.ShouldNotContain(rule => rule.RuleId == "LINT-39", "forms and called flows are known");
        ShippedLint.Findings(file, "LINT-39").ShouldBeEmpty();
    }
}
