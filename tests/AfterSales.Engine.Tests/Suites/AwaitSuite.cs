using AfterSales.Engine.Instances;
using AfterSales.Engine.Search;
using AfterSales.Engine.Tests.Support;
using AfterSales.Feel.Values;
using Shouldly;
using Xunit;

namespace AfterSales.Engine.Tests.Suites;

/// <summary>Whoever starts an instance and waits is told its end with its variables, or that it goes on.</summary>
public abstract class AwaitSuite : EngineSuite
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task The_answer_comes_with_the_end_and_has_the_variables_that_were_asked_for()
    {
        await Test.DeployAsync(Processes.OneTask());
        var variables = TestEngine.Of(("order", FeelValue.Of(7)), ("note", FeelValue.Of("n")));

        var all = AwaitAsync("one-task", variables);
        await CompleteAsync(TestEngine.Of(("done", FeelValue.Of(true))));
        Show(await all).ShouldBe("COMPLETED done=true note=\"n\" order=7");

        var some = AwaitAsync("one-task", variables, "done", "order", "nothing");
        await CompleteAsync(TestEngine.Of(("done", FeelValue.Of(false))));
        Show(await some).ShouldBe("COMPLETED done=false order=7");
    }

    [Fact]
    public async Task An_instance_that_ends_in_the_commit_that_began_it_or_with_what_it_called_is_answered()
    {
        await Test.DeployAsync(
            Processes.Bpmn("at-once", Processes.Start() + Processes.End() + Processes.Chain("start", "end")),
            Processes.Bpmn("calling", Processes.Start() + Processes.Call("call", "at-once") + Processes.End() + Processes.Chain("start", "call", "end")));

        Show(await AwaitAsync("at-once", TestEngine.Of(("a", FeelValue.Of(1))))).ShouldBe("COMPLETED a=1");
        Show(await AwaitAsync("calling", TestEngine.Of(("a", FeelValue.Of(2))))).ShouldBe("COMPLETED a=2");
    }

    [Fact]
    public async Task An_instance_that_is_cancelled_is_answered_as_terminated()
    {
        await Test.DeployAsync(Processes.OneTask());

        var awaited = AwaitAsync("one-task", FeelContext.Empty);
        await Eventually.Async(async () => (await Test.TasksAsync(new SearchRequest())).Count.ShouldBe(1));
        await Engine.Instances.CancelAsync((await Test.TasksAsync(new SearchRequest()))[0].ProcessInstanceKey, ct: Ct);

        (await awaited).Value.State.ShouldBe(InstanceStates.Terminated);
    }

    [Fact]
    public async Task An_instance_that_does_not_end_in_time_is_answered_as_active_and_goes_on()
    {
        await Test.DeployAsync(Processes.OneTask());

        var result = await Engine.Instances.CreateAndAwaitAsync(new CreateInstance { ProcessId = "one-task" }, TimeSpan.FromMilliseconds(1), [], ct: Ct);

        (result.Value.State, result.Value.Variables.Count).ShouldBe((InstanceStates.Active, 0));
        await CompleteAsync(FeelContext.Empty);
        await Test.EndsAsync(result.Value.Created.ProcessInstanceKey);
    }

    [Fact]
    public async Task What_cannot_be_started_is_refused_at_once() => (await AwaitAsync("nobody", FeelContext.Empty)).Failure.Kind.ShouldBe(FailureKind.NotFound);

    private Task<Outcome<InstanceResult>> AwaitAsync(string process, FeelContext variables, params string[] wanted) =>
        Engine.Instances.CreateAndAwaitAsync(new CreateInstance { ProcessId = process, Variables = variables }, Long, wanted, ct: Ct);

    private async Task CompleteAsync(FeelContext variables)
    {
        var open = SearchRequest.Where("state", "CREATED");
        await Eventually.Async(async () => (await Test.TasksAsync(open)).Count.ShouldBe(1));
        (await Engine.UserTasks.CompleteAsync((await Test.TasksAsync(open))[0].UserTaskKey, variables, ct: Ct)).IsOk.ShouldBeTrue();
    }

    private static string Show(Outcome<InstanceResult> outcome) =>
        string.Join(' ', outcome.Value.Variables.Select(variable => $"{variable.Name}={variable.Value}").Prepend(outcome.Value.State));
}
