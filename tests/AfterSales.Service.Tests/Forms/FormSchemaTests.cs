using AfterSales.Feel;
using AfterSales.Service.Forms;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Forms;

public sealed class FormSchemaTests
{
    [Theory]
    [InlineData("html")]
    [InlineData("iframe")]
    [InlineData("table")]
    [InlineData("documentPreview")]
    public void A_component_that_cannot_be_served_is_refused_by_name(string type)
    {
        var parse = TestForm.Parse($$"""{ "type": "{{type}}", "id": "X" }""");
        parse.IsOk.ShouldBeFalse();
        parse.Problems.ShouldHaveSingleItem().ShouldBe(new FormProblem("X", $"Components of type '{type}' cannot be used here."));
    }

    [Fact]
    public void An_expression_that_cannot_be_read_names_component_setting_and_position()
    {
        var problem = TestForm.Parse("""{ "type": "textfield", "id": "X", "key": "x", "conditional": { "hide": "=a = = b" } }""").Problems.ShouldHaveSingleItem();
        problem.ComponentId.ShouldBe("X");
        problem.Message.ShouldStartWith("The expression of 'conditional.hide' cannot be read at position");
    }

    [Fact]
    public void Text_that_is_not_json_is_a_problem_not_an_exception() =>
        FormSchema.Parse("{ not json", new FeelCompiler()).IsOk.ShouldBeFalse();

    [Fact]
    public void A_bad_pattern_and_a_missing_key_are_both_told() =>
        TestForm.Parse("""{ "type": "textfield", "id": "X", "validate": { "pattern": "(" } }""").Problems.Count.ShouldBe(2);

    [Fact]
    public void Two_fields_may_share_a_key_only_when_one_can_hide()
    {
        const string first = """{ "type": "textfield", "id": "A", "key": "a" }""";
        TestForm.Parse(first + """, { "type": "textfield", "id": "B", "key": "a" }""").IsOk.ShouldBeFalse();
        TestForm.Parse(first + """, { "type": "textfield", "id": "B", "key": "a", "conditional": { "hide": "=true" } }""").IsOk.ShouldBeTrue();
    }
}
