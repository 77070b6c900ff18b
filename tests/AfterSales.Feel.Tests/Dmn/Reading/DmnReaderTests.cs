using System.Text;
using AfterSales.Feel.Dmn;
using Shouldly;
using Xunit;

namespace AfterSales.Feel.Tests.Dmn.Reading;

public sealed class DmnReaderTests
{
    [Fact]
    public void A_wrong_expression_is_reported_with_element_line_and_reason()
    {
        var problem = Models.Problems(Models.Definitions("""
            <decision id="d" name="D">
              <literalExpression id="e">
                <text>1 +
                2 *</text>
              </literalExpression>
            </decision>
            """)).ShouldHaveSingleItem();
        problem.ElementId.ShouldBe("e");
        problem.Line.ShouldBe(6);
        problem.Message.ShouldStartWith("Expected a value, but the expression ends.");
    }

    [Theory]
    [InlineData("<decision id='d' name='D'><decisionTable hitPolicy='BEST'><output/></decisionTable></decision>", "There is no hit policy 'BEST'.")]
    [InlineData("<decision id='d' name='D'><decisionTable hitPolicy='COLLECT' aggregation='AVG'><output/></decisionTable></decision>", "There is no aggregation 'AVG'.")]
    [InlineData("<decision id='d' name='D'><decisionTable/></decision>", "The decision table has no output.")]
    [InlineData("<decision id='d' name='D'><decisionTable><input/><output/></decisionTable></decision>", "This input has no expression.")]
    [InlineData("<decision id='d' name='D'><decisionTable><output/><rule id='r'/></decisionTable></decision>", "Rule 1 has 0 input and 0 output entries; the table has 0 inputs and 1 outputs.")]
    [InlineData("<decision id='d' name='D'><informationRequirement><requiredInput href='#x'/></informationRequirement></decision>", "There is no element '#x'.")]
    [InlineData("<decision id='d' name='D'><informationRequirement><requiredInput href='other#x'/></informationRequirement></decision>", "The element 'other#x' belongs to another model; imports are not supported.")]
    [InlineData("<decision id='d' name='D'><variable name='D' typeRef='tThing'/></decision>", "There is no type 'tThing'.")]
    [InlineData("<decision id='d' name='D'/><decision id='d' name='E'/>", "Two elements have the id 'd'.")]
    [InlineData("<decision id='d' name='D'><literalExpression expressionLanguage='http://groovy'><text>1</text></literalExpression></decision>", "The expression language 'http://groovy' is not supported.")]
    public void A_model_that_cannot_run_is_refused(string content, string message) =>
        Models.Problems(Models.Definitions(content)).ShouldHaveSingleItem().Message.ShouldBe(message);

    [Fact]
    public void Decisions_that_require_each_other_are_refused() =>
        Models.Problems(Models.Definitions("""
            <decision id="a" name="A"><informationRequirement><requiredDecision href="#b"/></informationRequirement></decision>
            <decision id="b" name="B"><informationRequirement><requiredDecision href="#a"/></informationRequirement></decision>
            """)).ShouldHaveSingleItem().Message.ShouldBe("'A' requires itself: A -> B -> A.");

    [Theory]
    [InlineData("")]
    [InlineData("not xml")]
    [InlineData("<definitions/>")]
    [InlineData("<bpmn xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"/>")]
    [InlineData("<!DOCTYPE d [<!ENTITY e \"x\">]><d>&e;</d>")]
    [InlineData("<!DOCTYPE d SYSTEM \"file:///etc/passwd\"><d/>")]
    public void What_is_no_dmn_is_refused(string xml) => Models.Problems(xml).Count.ShouldBe(1);

    [Fact]
    public void A_large_file_and_a_deep_one_are_refused()
    {
        DmnReader.Read(new byte[5 * 1024 * 1024 + 1], Feel.Compiler).Problems[0].Message.ShouldBe("The file is larger than 5 MB.");
        var deep = string.Concat(Enumerable.Repeat("<context><contextEntry>", 100_000));
        DmnReader.Read(Encoding.UTF8.GetBytes(Models.Definitions(deep)), Feel.Compiler).Model.ShouldBeNull();
    }

    [Theory]
    [InlineData("http://www.omg.org/spec/DMN/20151101/dmn.xsd")]
    [InlineData("http://www.omg.org/spec/DMN/20180521/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20191111/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20230324/MODEL/")]
    public void Every_version_of_the_format_is_read(string ns) =>
        Models.Read($"<m:definitions xmlns:m=\"{ns}\" id=\"x\" name=\"X\"><m:decision id=\"d\" name=\"D\"/></m:definitions>").Decisions.Count.ShouldBe(1);
}
