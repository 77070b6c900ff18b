using System.Text;
using AfterSales.Engine.Deployments;
using AfterSales.Engine.Instances;
using AfterSales.Feel.Values;
using AfterSales.Service.Surveys;
using Shouldly;
using Xunit;
using static AfterSales.Service.Tests.TestDomain;

namespace AfterSales.Service.Tests.Surveys;

public sealed class RecordSurveyJobTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_answer_of_the_same_survey_is_not_counted()
    {
        await using var service = await TestService.StartAsync();
        var counted = await TwiceAsync(service, """={score: 90, rating: "met", answered: true}""", """={score: 10, rating: "missed", answered: true}""");
        counted.ShouldBe((FeelValue.True, FeelValue.False));
        (await ResultsAsync(service)).ShouldHaveSingleItem().Score.ShouldBe(90);
    }

    [Fact]
    public async Task An_answer_after_none_takes_its_place_and_none_after_an_answer_does_not()
    {
        await using var service = await TestService.StartAsync();
        (await TwiceAsync(service, "={score: null, rating: null, answered: false}", """={score: 75, rating: "warning", answered: true}""")).ShouldBe((FeelValue.True, FeelValue.True));
        (await ResultsAsync(service)).ShouldHaveSingleItem().Answered.ShouldBeTrue();
    }

    [Fact]
    public async Task Two_surveys_count_twice_and_one_without_an_answer_counts_as_such()
    {
        await using var service = await TestService.StartAsync();
        await service.StepAsync("record-survey", "surveyResult", ("score", FeelValue.Of(80)), ("rating", Text("met")), ("answered", FeelValue.True));
        await service.StepAsync("record-survey", "surveyResult", ("score", FeelValue.Null), ("answered", FeelValue.False));
        (await ResultsAsync(service)).Select(result => (result.Answered, result.Score)).ShouldBe([(true, 80m), (false, null)]);
    }

    [Theory]
    [InlineData("101", "must be between 0 and 100")]
    [InlineData("good", "is no number")]
    [InlineData("", "needs its 'score'")]
    public async Task A_score_that_is_none_is_refused(string score, string sentence)
    {
        await using var service = await TestService.StartAsync();
        (await service.RefusalAsync("record-survey", ("score", Text(score)), ("answered", FeelValue.True))).ShouldContain(sentence);
    }

    private static Task<IReadOnlyList<SurveyResult>> ResultsAsync(TestService service) =>
        service.Engine.ReadAsync(db => SurveyTable.Between(db, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200)), Ct);

    /// <summary>One run of a workflow that records twice; what the step said each time.</summary>
    private static async Task<(FeelValue First, FeelValue Second)> TwiceAsync(TestService service, string first, string second)
    {
        var process = new DeploymentResource("twice.bpmn", Encoding.UTF8.GetBytes(
            $"""
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
              <bpmn:process id="twice" isExecutable="true">
                <bpmn:startEvent id="s"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
                <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="one" />
                {Step("one", first, "first", "f1", "f2")}
                <bpmn:sequenceFlow id="f2" sourceRef="one" targetRef="two" />
                {Step("two", second, "second", "f2", "f3")}
                <bpmn:sequenceFlow id="f3" sourceRef="two" targetRef="e" />
                <bpmn:endEvent id="e"><bpmn:incoming>f3</bpmn:incoming></bpmn:endEvent>
              </bpmn:process>
            </bpmn:definitions>
            """));
        (await service.Engine.Deployments.DeployAsync([process], ct: Ct)).Problems.ShouldBeEmpty();
        var key = (await service.Engine.Instances.CreateAsync(new CreateInstance { ProcessId = "twice" }, ct: Ct)).Value.ProcessInstanceKey;
        await TestService.EventuallyAsync(async () => (await service.Engine.Instances.GetAsync(key, Ct))!.State == InstanceStates.Completed);
        return ((await service.Engine.Variables.OfInstanceAsync(key, "first", Ct))!, (await service.Engine.Variables.OfInstanceAsync(key, "second", Ct))!);
    }

    private static string Step(string id, string inputs, string output, string incoming, string outgoing) =>
        $"""
        <bpmn:serviceTask id="{id}"><bpmn:extensionElements><zeebe:taskDefinition type="aftersales:record-survey:1" /><zeebe:ioMapping>
          <zeebe:input source="{System.Security.SecurityElement.Escape(inputs + ".score")}" target="score" /><zeebe:input source="{System.Security.SecurityElement.Escape(inputs + ".rating")}" target="rating" />
          <zeebe:input source="{System.Security.SecurityElement.Escape(inputs + ".answered")}" target="answered" /><zeebe:output source="=surveyResult.counted" target="{output}" />
        </zeebe:ioMapping></bpmn:extensionElements><bpmn:incoming>{incoming}</bpmn:incoming><bpmn:outgoing>{outgoing}</bpmn:outgoing></bpmn:serviceTask>
        """;
}
