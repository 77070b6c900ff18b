using AfterSales.Feel.Values;
using Shouldly;
using Xunit;

namespace AfterSales.Feel.Tests.Dmn.Requirements;

public sealed class DecisionRunTests
{
    private static readonly string Model = Models.Definitions("""
        <itemDefinition name="tUrgency"><typeRef>string</typeRef><allowedValues><text>"normal", "high"</text></allowedValues></itemDefinition>
        <inputData id="in1" name="received at"><variable name="received at" typeRef="date"/></inputData>
        <inputData id="in2" name="urgency"><variable name="urgency" typeRef="tUrgency"/></inputData>
        <businessKnowledgeModel id="bkm" name="add some days"><encapsulatedLogic>
          <formalParameter name="from" typeRef="date"/><formalParameter name="n" typeRef="number"/>
          <literalExpression><text>from + n * duration("P1D")</text></literalExpression>
        </encapsulatedLogic></businessKnowledgeModel>
        <decision id="days" name="Number of days"><variable name="Number of days" typeRef="number"/>
          <informationRequirement><requiredInput href="#in2"/></informationRequirement>
          <literalExpression><text>if urgency = "high" then 1 else 3</text></literalExpression>
        </decision>
        <decision id="due" name="Due date"><variable name="Due date" typeRef="date"/>
          <informationRequirement><requiredInput href="#in1"/></informationRequirement>
          <informationRequirement><requiredDecision href="#days"/></informationRequirement>
          <knowledgeRequirement><requiredKnowledge href="#bkm"/></knowledgeRequirement>
          <context>
            <contextEntry><variable name="first"/><invocation><literalExpression><text>add some days</text></literalExpression>
              <binding><parameter name="from"/><literalExpression><text>received at</text></literalExpression></binding>
              <binding><parameter name="n"/><literalExpression><text>Number of days</text></literalExpression></binding></invocation></contextEntry>
            <contextEntry><literalExpression><text>add some days(first, 1)</text></literalExpression></contextEntry>
          </context>
        </decision>
        <decision id="twice" name="Twice">
          <informationRequirement><requiredDecision href="#due"/></informationRequirement>
          <informationRequirement><requiredDecision href="#days"/></informationRequirement>
          <literalExpression><text>string(Due date) + "/" + string(Number of days)</text></literalExpression>
        </decision>
        """);

    [Fact]
    public void Required_decisions_are_evaluated_first_and_once()
    {
        var result = Models.Evaluate(Model, "{received at: \"2026-03-01\", urgency: \"high\"}", "twice");
        result.Warnings.ShouldBeEmpty();
        result.Value.ShouldBe(FeelValue.Of("2026-03-03/1"));
        result.Evaluated.Select(decision => decision.DecisionName).ShouldBe(["Number of days", "Due date", "Twice"]);
    }

    [Fact]
    public void An_input_outside_its_allowed_values_is_null_and_warned_of() =>
        Models.Evaluate(Model, "{received at: \"2026-03-01\", urgency: \"whenever\"}", "days").Warnings[0].Message
            .ShouldStartWith("'urgency' is \"whenever\", which is not of the type string");

    [Fact]
    public void A_missing_input_is_warned_of() =>
        Models.Evaluate(Model, "{}", "days").Warnings[0].Message.ShouldBe("The input 'urgency' is not given.");

    [Fact]
    public void A_knowledge_model_that_calls_itself_forever_is_stopped()
    {
        var xml = Models.Definitions("""
            <businessKnowledgeModel id="f" name="f"><encapsulatedLogic><formalParameter name="n"/>
              <literalExpression><text>f(n + 1)</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
            <decision id="d" name="D"><knowledgeRequirement><requiredKnowledge href="#f"/></knowledgeRequirement>
              <literalExpression><text>f(1)</text></literalExpression></decision>
            """);
        var result = Models.Evaluate(xml, "{}");
        result.Value.ShouldBe(FeelValue.Null);
        result.Warnings.ShouldContain(warning => warning.Message.StartsWith("Functions call each other too deeply"));
    }

    [Fact]
    public void A_long_chain_of_decisions_neither_overflows_nor_takes_long()
    {
        var chain = string.Concat(Enumerable.Range(1, 5_000).Select(i => $"""
            <decision id="d{i}" name="d{i}"><informationRequirement><requiredDecision href="#d{i - 1}"/></informationRequirement>
            <literalExpression><text>d{i - 1}</text></literalExpression></decision>
            """));
        var xml = Models.Definitions("<decision id=\"d0\" name=\"d0\"><literalExpression><text>1</text></literalExpression></decision>" + chain);
        Models.Evaluate(xml, "{}", "d300").Value.ShouldBe(FeelValue.Of(1));
        Models.Evaluate(xml, "{}", "d5000").ShouldNotBeNull();
    }

    [Fact]
    public void A_service_takes_its_input_decisions_from_the_caller()
    {
        var model = Models.Read(Models.Definitions("""
            <decision id="a" name="A"/>
            <decision id="b" name="B"><informationRequirement><requiredDecision href="#a"/></informationRequirement>
              <literalExpression><text>A + 1</text></literalExpression></decision>
            <decisionService id="s" name="S"><outputDecision href="#b"/><inputDecision href="#a"/></decisionService>
            <decision id="c" name="C"><knowledgeRequirement><requiredKnowledge href="#s"/></knowledgeRequirement>
              <literalExpression><text>S(41)</text></literalExpression></decision>
            """));
        model.Services.Single().Evaluate(new FeelContext([new("A", FeelValue.Of(6))]), Feel.Environment).Value.ShouldBe(FeelValue.Of(7));
        model.Decisions.Single(d => d.Id == "c").Evaluate(FeelContext.Empty, Feel.Environment).Value.ShouldBe(FeelValue.Of(42));
    }
}
