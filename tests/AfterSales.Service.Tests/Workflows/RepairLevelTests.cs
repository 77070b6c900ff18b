using AfterSales.Bpmn.Model;
using AfterSales.Feel;
using AfterSales.Feel.Values;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Workflows;

/// <summary>The level the table proposes to the duty manager (CLS-03, OPN-09), row by row.</summary>
public sealed class RepairLevelTests
{
    [Theory]
    [InlineData("ordinary", "yes", "no", "A")]
    [InlineData("urgent", "yes", "no", "A")]
    [InlineData("ordinary", "no", "no", "B")]
    [InlineData("urgent", "no", "no", "B")]
    [InlineData("complex", "yes", "no", "C")]
    [InlineData("ordinary", "yes", "yes", "C")]
    [InlineData("urgent", "no", "yes", "C")]
    public void Level_follows_class_known_fault_and_repetition(string slip, string known, string repeat, string level)
    {
        var inputs = FeelContext.Empty.With("class", FeelValue.Of(slip)).With("known", FeelValue.Of(known)).With("repeat", FeelValue.Of(repeat));
        var result = WorkflowLibrary.Shipped.Find("repair-level", BindingType.Latest, null)!
            .Evaluate(new Inputs(inputs), new FeelEnvironment(DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc));
        result.Warnings.ShouldBeEmpty();
        result.Value.ShouldBeOfType<FeelContext>().Entries["level"].ShouldBe(FeelValue.Of(level));
    }

    private sealed class Inputs(FeelContext values) : IFeelScope
    {
        public bool TryGet(string name, out FeelValue value)
        {
            value = values[name];
            return values.Entries.ContainsKey(name);
        }
    }
}
