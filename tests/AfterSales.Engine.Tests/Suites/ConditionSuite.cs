using AfterSales.Engine.Conditionals;
using AfterSales.Engine.Deployments;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Search;
using AfterSales.Engine.Tests.Support;
using AfterSales.Feel.Values;
using Shouldly;
using Xunit;

namespace AfterSales.Engine.Tests.Suites;

/// <summary>Conditional start events begin an instance each time they are asked of variables that make them true.</summary>
public abstract class ConditionSuite : EngineSuite
{
    [Fact]
    public async Task Every_condition_of_every_latest_version_that_is_true_begins_an_instance_with_the_variables()
    {
        await Test.DeployAsync(Begun("hot", ("begin", "=heat &gt; 90")));
        await Test.DeployAsync(Begun("hot", ("begin", "=heat &gt; 95"), ("much", "=heat &gt; 99")), Begun("loaded", ("begin", "=load &gt; 3")));

        (await EvaluateAsync(null, ("heat", FeelValue.Of(94)))).Value.Instances.ShouldBeEmpty("the first version no longer begins anything");
        var one = await EvaluateAsync(null, ("heat", FeelValue.Of(96)), ("load", FeelValue.Of(1)));
        var both = await EvaluateAsync(null, ("heat", FeelValue.Of(100)), ("load", FeelValue.Of(4)));

        one.Value.Instances.ShouldHaveSingleItem();
        both.Value.Instances.Count.ShouldBe(3, "two start events of one process, one of the other");
        foreach (var begun in one.Value.Instances.Concat(both.Value.Instances))
            await EndsAtTaskAsync(begun);
        (await Test.VariableAsync(one.Value.Instances[0].ProcessInstanceKey, "heat")).ShouldBe(FeelValue.Of(96));
        (await Engine.Instances.SearchAsync(new SearchRequest(), Ct)).Value.TotalItems.ShouldBe(4);
    }

    [Fact]
    public async Task One_version_can_be_asked_by_its_key_also_an_older_one()
    {
        var first = (await Test.DeployAsync(Begun("hot", ("begin", "=heat &gt; 90")))).Processes.Single().ProcessDefinitionKey;
        await Test.DeployAsync(Begun("hot", ("begin", "=heat &gt; 95")), Begun("also", ("begin", "=heat &gt; 90")));

        var begun = (await EvaluateAsync(first, ("heat", FeelValue.Of(91)))).Value.Instances.ShouldHaveSingleItem();

        begun.ProcessDefinitionKey.ShouldBe(first);
        await EndsAtTaskAsync(begun);
        (await EvaluateAsync(first + 1, ("heat", FeelValue.Of(91)))).Failure.Kind.ShouldBe(FailureKind.NotFound);
    }

    [Fact]
    public async Task What_was_taken_back_begins_nothing_and_the_version_before_does_again()
    {
        var first = (await Test.DeployAsync(Begun("hot", ("begin", "=heat &gt; 90")))).Processes.Single().ProcessDefinitionKey;
        var second = (await Test.DeployAsync(Begun("hot", ("begin", "=heat &gt; 95")))).Processes.Single().ProcessDefinitionKey;

        (await Engine.Deployments.DeleteAsync(second, withHistory: false, ct: Ct)).IsOk.ShouldBeTrue();

        (await EvaluateAsync(second, ("heat", FeelValue.Of(99)))).Failure.Kind.ShouldBe(FailureKind.NotFound);
        (await EvaluateAsync(null, ("heat", FeelValue.Of(91)))).Value.Instances.ShouldHaveSingleItem().ProcessDefinitionKey.ShouldBe(first);
        (await Engine.Deployments.DeleteAsync(first, withHistory: false, ct: Ct)).IsOk.ShouldBeTrue();
        (await EvaluateAsync(null, ("heat", FeelValue.Of(91)))).Value.Instances.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_condition_that_is_neither_true_nor_false_is_told_for_one_process_and_does_not_stop_the_others()
    {
        var unsure = (await Test.DeployAsync(Begun("unsure", ("begin", "=heat")), Begun("sure", ("begin", "=heat &gt; 1")))).Processes[0].ProcessDefinitionKey;

        var refused = await EvaluateAsync(unsure, ("heat", FeelValue.Of(2)));
        refused.Failure.Kind.ShouldBe(FailureKind.Invalid);
        refused.Failure.Message.ShouldContain("'begin'");
        (await EvaluateAsync(null, ("heat", FeelValue.Of(2)))).Value.Instances.ShouldHaveSingleItem().ProcessDefinitionKey.ShouldNotBe(unsure);
    }

    [Fact]
    public async Task What_began_before_the_process_died_is_begun_after_it_once()
    {
        await Test.DeployAsync(Begun("hot", ("begin", "=heat &gt; 90")));
        var dies = true;
        Test.Observers.Add(Observing.Effects<Bpmn.Interpretation.InstanceStarted>((_, _) =>
        {
            if (dies)
                throw new InvalidOperationException("the process died here");
        }));
        await Test.ReopenAsync();

        var begun = (await EvaluateAsync(null, ("heat", FeelValue.Of(91)))).Value.Instances.ShouldHaveSingleItem();
        await Test.CloseAsync();
        dies = false;
        Test.Clock.Advance(TimeSpan.FromMinutes(5));
        await Test.OpenAsync();

        await EndsAtTaskAsync(begun);
        (await Engine.Instances.SearchAsync(new SearchRequest(), Ct)).Value.TotalItems.ShouldBe(1);
    }

    private Task EndsAtTaskAsync(BegunInstance begun) => Eventually.Async(async () =>
    {
        (await Test.StateOfAsync(begun.ProcessInstanceKey)).ShouldBe(InstanceStates.Active);
        (await Test.TaskOfAsync(begun.ProcessInstanceKey)).ElementId.ShouldBe("task");
    });

    private Task<Outcome<EvaluatedConditions>> EvaluateAsync(long? definition, params (string Name, FeelValue Value)[] variables) =>
        Engine.Conditions.EvaluateAsync(new EvaluateConditions(TestEngine.Of(variables)) { DefinitionKey = definition }, ct: Ct);

    /// <summary>Conditional start events, a user task "task", end.</summary>
    private static DeploymentResource Begun(string id, params (string Id, string Condition)[] starts) => Processes.Bpmn(
        id,
        string.Concat(starts.Select(start => $"""
            <bpmn:startEvent id="{start.Id}"><bpmn:conditionalEventDefinition id="{start.Id}_def">
            <bpmn:condition xsi:type="bpmn:tFormalExpression">{start.Condition}</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:startEvent>
            """ + Processes.Chain(start.Id, "task")))
        + Processes.UserTask("task") + Processes.End() + Processes.Chain("task", "end"));
}
