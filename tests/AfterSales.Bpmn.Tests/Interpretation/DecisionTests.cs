using System.Text;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.Tests.Support;
using AfterSales.Feel;
using AfterSales.Feel.Dmn;
using Shouldly;
using Xunit;
using static AfterSales.Bpmn.Tests.Support.Xml;

namespace AfterSales.Bpmn.Tests.Interpretation;

public class DecisionTests
{
    private const string Level = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="d">
          <decision id="problem-level" name="Problem level">
            <decisionTable id="t" hitPolicy="UNIQUE">
              <input id="i"><inputExpression id="ie"><text>case.urgency</text></inputExpression></input>
              <output id="o" name="level"/>
              <rule id="r1"><inputEntry id="r1i"><text>"urgent"</text></inputEntry><outputEntry id="r1o"><text>1</text></outputEntry></rule>
              <rule id="r0"><inputEntry id="r0i"><text>"both"</text></inputEntry><outputEntry id="r0o"><text>2</text></outputEntry></rule>
              <rule id="r2"><inputEntry id="r2i"><text>not("urgent", "none")</text></inputEntry><outputEntry id="r2o"><text>3</text></outputEntry></rule>
            </decisionTable>
          </decision>
        </definitions>
        """;

    private static Scenario Of(IDecisionSource decisions, string variables = """{"case": {"urgency": "urgent"}}""") =>
        new Scenario(Scenario.Compile(Process(
            Start(),
            Element("businessRuleTask", "a", """<zeebe:calledDecision decisionId="=which" resultVariable="level" bindingType="deployment"/>""" + Io(("input", "problem-level", "which"), ("output", "=level", "case.level"))),
            Service("b"), Chain("start a b")))) { Decisions = decisions }.Start(variables);

    [Fact]
    public void A_business_rule_task_evaluates_its_decision_and_keeps_the_result()
    {
        var scenario = Of(new Deployed(true)).ShouldBeAt("b");

        scenario.Variable("case").ShouldBe("""{"urgency":"urgent","level":1}""");
        var told = scenario.Last.OfType<DecisionEvaluated>().ShouldHaveSingleItem();
        (told.ElementId, told.DecisionId).ShouldBe(("a", "problem-level"));
        told.Result.Evaluated.ShouldHaveSingleItem().MatchedRules.ShouldHaveSingleItem().Id.ShouldBe("r1");
    }

    [Fact]
    public void A_decision_that_is_not_deployed_is_an_incident_until_it_is()
    {
        var deployed = new Deployed(false);
        var scenario = Of(deployed).ShouldBeAt("a");

        scenario.Incident().Type.ShouldBe(IncidentType.CalledDecisionError);
        deployed.IsThere = true;
        scenario.Resolve().ShouldBeAt("b");
    }

    [Fact]
    public void Rules_that_contradict_each_other_are_an_incident()
    {
        var scenario = Of(new Deployed(true), """{"case": {"urgency": "both"}}""").ShouldBeAt("a");

        scenario.Incident().Type.ShouldBe(IncidentType.DecisionEvaluationError);
        scenario.Incident().Message.ShouldContain("problem-level");
        scenario.SetVariables("""{"case": {"urgency": "normal"}}""").Resolve().ShouldBeAt("b");
    }

    [Fact]
    public void That_no_rule_matches_is_a_result()
    {
        var scenario = Of(new Deployed(true), """{"case": {"urgency": "none"}}""").ShouldBeAt("b");

        scenario.Variable("case").ShouldBe("""{"urgency":"none","level":null}""");
    }

    private sealed class Deployed(bool isThere) : IDecisionSource
    {
        private readonly DmnDecision decision = DmnReader.Read(Encoding.UTF8.GetBytes(Level), new FeelCompiler()).Model!.Decisions.Single();

        public bool IsThere { get; set; } = isThere;

        public DmnDecision? Find(string decisionId, BindingType binding, string? versionTag) =>
            IsThere && decisionId == "problem-level" && binding == BindingType.Deployment && versionTag is null ? decision : null;
    }
}
