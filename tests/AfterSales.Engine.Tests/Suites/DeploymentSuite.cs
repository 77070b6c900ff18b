using AfterSales.Engine.Deployments;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Search;
using AfterSales.Engine.Tests.Support;
using AfterSales.Feel.Values;
using Shouldly;
using Xunit;

namespace AfterSales.Engine.Tests.Suites;

public abstract class DeploymentSuite : EngineSuite
{
    private const string Decisions =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="levels" name="Levels" namespace="http://camunda.org/schema/1.0/dmn">
          <decision id="problem-level" name="Problem level">
            <decisionTable id="table">
              <input id="i1" label="Injured"><inputExpression id="e1" typeRef="boolean"><text>injured</text></inputExpression></input>
              <output id="o1" label="Level" name="level" typeRef="string" />
              <rule id="r1"><inputEntry id="x1"><text>true</text></inputEntry><outputEntry id="y1"><text>"critical"</text></outputEntry></rule>
              <rule id="r2"><inputEntry id="x2"><text>false</text></inputEntry><outputEntry id="y2"><text>"minor"</text></outputEntry></rule>
            </decisionTable>
          </decision>
        </definitions>
        """;

    [Fact]
    public async Task An_unchanged_resource_keeps_its_version_and_a_changed_one_gets_the_next()
    {
        var first = (await Test.DeployAsync(Processes.OneTask())).Processes.Single();
        var same = (await Test.DeployAsync(Processes.OneTask())).Processes.Single();
        var changed = (await Test.DeployAsync(Processes.OneTask(extensions: """<zeebe:priorityDefinition priority="70" />"""))).Processes.Single();

        same.ProcessDefinitionKey.ShouldBe(first.ProcessDefinitionKey);
        (first.Version, same.Version, changed.Version).ShouldBe((1, 1, 2));
        (await Engine.Deployments.LatestProcessAsync("one-task", Ct))!.Version.ShouldBe(2);
        TestEngine.Items(await Engine.Deployments.SearchProcessesAsync(SearchRequest.Where("isLatestVersion", true), Ct)).ShouldHaveSingleItem().Version.ShouldBe(2);
        (await Engine.Deployments.XmlAsync(first.ProcessDefinitionKey, Ct))!.ShouldContain("<bpmn:process id=\"one-task\"");
        Engine.Deployments.Compiled(first.ProcessDefinitionKey)!.Id.ShouldBe("one-task");
    }

    [Fact]
    public async Task Running_instances_stay_with_their_version()
    {
        await Test.DeployAsync(Processes.OneTask());
        var old = await Test.StartAsync("one-task");
        await Test.DeployAsync(Processes.OneTask(extensions: """<zeebe:priorityDefinition priority="70" />"""));
        var young = await Test.StartAsync("one-task");

        (await Test.TaskOfAsync(old)).Priority.ShouldBe(50);
        (await Test.TaskOfAsync(young)).Priority.ShouldBe(70);
        var chosen = await Engine.Instances.CreateAsync(new CreateInstance { ProcessId = "one-task", Version = 1 }, ct: Ct);
        chosen.Value.ProcessDefinitionVersion.ShouldBe(1);
    }

    [Fact]
    public async Task One_bad_resource_refuses_the_whole_deployment_and_every_problem_is_told()
    {
        var result = await Engine.Deployments.DeployAsync(
        [
            Processes.OneTask(),
            Processes.Bpmn("broken", Processes.Start() + "<bpmn:flyingTask id=\"fly\" />" + Processes.End() + Processes.Chain("start", "end")),
            Processes.Resource("bad.form", "{\"id\": \"x\",\n oops"),
            Processes.Resource("notes.txt", "hello"),
        ], ct: Ct);

        result.IsOk.ShouldBeFalse();
        result.Problems.ShouldContain(p => p.Resource == "broken.bpmn" && p.Line > 0 && p.Message.Contains("flyingTask", StringComparison.Ordinal));
        result.Problems.ShouldContain(p => p.Resource == "bad.form" && p.Line == 2 && p.Code == "form-json");
        result.Problems.ShouldContain(p => p.Resource == "notes.txt" && p.Code == "resource-kind");
        (await Engine.Deployments.LatestProcessAsync("one-task", Ct)).ShouldBeNull("all or none");
    }

    [Fact]
    public async Task A_form_that_shows_foreign_content_is_refused_however_deep_it_hides_it()
    {
        var form = Processes.Form("f", """{"type":"group","id":"g","components":[{"type":"iframe","id":"evil"}]},{"type":"html","id":"worse"}""");

        var result = await Engine.Deployments.DeployAsync([Processes.Resource("f.form", form)], ct: Ct);

        result.Problems.Select(p => (p.Element, p.Code)).ShouldBe([("evil", "form-component-refused"), ("worse", "form-component-refused")]);
    }

    [Theory]
    [InlineData("[]", "form-id")]
    [InlineData("""{"components":[]}""", "form-id")]
    [InlineData("""{"id":"f"}""", "form-components")]
    [InlineData("""{"id":"f","components":[{"key":"a"}]}""", "form-component-type")]
    public async Task A_form_without_what_a_form_needs_is_refused(string form, string code)
    {
        var result = await Engine.Deployments.DeployAsync([Processes.Resource("f.form", form)], ct: Ct);

        result.Problems.ShouldContain(p => p.Code == code);
    }

    [Fact]
    public async Task The_same_process_twice_in_one_deployment_is_refused()
    {
        var result = await Engine.Deployments.DeployAsync([Processes.OneTask(), Processes.OneTask() with { Name = "copy.bpmn" }], ct: Ct);

        result.Problems.ShouldHaveSingleItem().Message.ShouldBe("The process 'one-task' comes more than once: in one-task.bpmn and copy.bpmn.");
    }

    [Fact]
    public async Task An_empty_deployment_is_refused()
    {
        (await Engine.Deployments.DeployAsync([], ct: Ct)).Problems.ShouldHaveSingleItem().Code.ShouldBe("deployment-empty");
    }

    [Fact]
    public async Task A_process_that_is_not_there_cannot_be_started()
    {
        (await Engine.Instances.CreateAsync(new CreateInstance { ProcessId = "none" }, ct: Ct)).Failure
            .ShouldBe(Failure.NotFound("Expected process 'none' to be deployed, but it is not."));
        (await Engine.Instances.CreateAsync(new CreateInstance { DefinitionKey = 5 }, ct: Ct)).Failure.Kind.ShouldBe(FailureKind.NotFound);
        (await Engine.Instances.CreateAsync(new CreateInstance(), ct: Ct)).Failure.Kind.ShouldBe(FailureKind.Invalid);
        (await Engine.Instances.GetAsync(5, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task A_decision_is_evaluated_and_its_matched_rules_are_kept()
    {
        const string decide =
            """
            <bpmn:businessRuleTask id="decide"><bpmn:extensionElements><zeebe:calledDecision decisionId="problem-level" resultVariable="level" />
            </bpmn:extensionElements></bpmn:businessRuleTask>
            """;
        var deployed = await Test.DeployAsync(
            Processes.Bpmn("deciding", Processes.Start() + decide + Processes.End() + Processes.Chain("start", "decide", "end")),
            Processes.Resource("levels.dmn", Decisions));
        deployed.Decisions.ShouldHaveSingleItem().DecisionDefinitionId.ShouldBe("problem-level");

        var instance = await Test.StartAsync("deciding", TestEngine.Of(("injured", FeelValue.True)));

        (await Test.VariableAsync(instance, "level")).ShouldBe(FeelValue.Of("critical"));
        var evaluation = TestEngine.Items(await Engine.Decisions.SearchInstancesAsync(SearchRequest.Where("processInstanceKey", instance), Ct)).ShouldHaveSingleItem();
        evaluation.Result.ShouldBe("\"critical\"");
        evaluation.Details.ShouldContain("\"id\":\"r1\"");
        (await Test.DeployAsync(Processes.Resource("levels.dmn", Decisions))).Decisions.Single().Version.ShouldBe(1, "unchanged");
        (await Test.DeployAsync(Processes.Resource("levels.dmn", Decisions.Replace("minor", "small", StringComparison.Ordinal)))).Decisions.Single().Version.ShouldBe(2);
    }
}
