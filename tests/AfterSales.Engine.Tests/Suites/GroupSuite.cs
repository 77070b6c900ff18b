using AfterSales.Engine.Commits;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Search;
using AfterSales.Engine.Tests.Support;
using Shouldly;
using Xunit;

namespace AfterSales.Engine.Tests.Suites;

/// <summary>Commands that share a commit: each finds what those before it have left, as if it had come alone.</summary>
public abstract class GroupSuite : EngineSuite
{
    private protected override EngineOptions Options => new() { QueueCapacity = 500 };

    [Fact]
    public async Task A_task_is_completed_once_and_never_after_its_instance_was_cancelled()
    {
        await Test.DeployAsync(Processes.OneTask());
        var (first, second, third) = (await NewTaskAsync(), await NewTaskAsync(), await NewTaskAsync());

        var outcomes = await InOneGroupAsync(
            () => Engine.UserTasks.CompleteAsync(first.Key, by: "ann", ct: Ct),
            () => Engine.UserTasks.CompleteAsync(first.Key, by: "bob", ct: Ct),
            () => Engine.UserTasks.AssignAsync(second.Key, "zoe", ct: Ct),
            () => Engine.UserTasks.AssignAsync(second.Key, "ann", allowOverride: false, ct: Ct),
            () => Engine.UserTasks.CompleteAsync(second.Key, ct: Ct),
            () => Engine.Instances.CancelAsync(third.Instance, ct: Ct),
            () => Engine.UserTasks.CompleteAsync(third.Key, ct: Ct));

        outcomes.ShouldBe([true, false, true, false, true, true, false]);
        var rows = await Test.TasksAsync(new SearchRequest());
        rows.Single(task => task.UserTaskKey == second.Key).Assignee.ShouldBe("zoe");
        (await Test.StateOfAsync(first.Instance)).ShouldBe(InstanceStates.Completed);
        (await Test.StateOfAsync(second.Instance)).ShouldBe(InstanceStates.Completed);
        (await Test.StateOfAsync(third.Instance)).ShouldBe(InstanceStates.Terminated);
    }

    [Fact]
    public async Task A_task_that_another_one_has_ended_cannot_be_completed()
    {
        await Test.DeployAsync(Processes.Bpmn(
            "two-ways",
            Processes.Start() + """<bpmn:parallelGateway id="fork" />""" + Processes.UserTask("one") + Processes.UserTask("two")
            + """<bpmn:endEvent id="stop"><bpmn:terminateEventDefinition id="stop_def" /></bpmn:endEvent>""" + Processes.End()
            + Processes.Chain("start", "fork", "one", "stop") + Processes.Chain("fork", "two", "end")));
        var instances = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Test.StartAsync("two-ways")));
        var tasks = await Test.TasksAsync(new SearchRequest());
        long Key(long instance, string element) => tasks.Single(task => task.ProcessInstanceKey == instance && task.ElementId == element).UserTaskKey;

        var outcomes = await InOneGroupAsync([.. instances.SelectMany(instance => new Func<Task<Outcome<Done>>>[]
        {
            () => Engine.UserTasks.CompleteAsync(Key(instance, "one"), ct: Ct),
            () => Engine.UserTasks.CompleteAsync(Key(instance, "two"), ct: Ct),
        })]);

        outcomes.ShouldBe(Enumerable.Range(0, 10).Select(i => i % 2 == 0));
        foreach (var instance in instances)
            (await Test.StateOfAsync(instance)).ShouldBe(InstanceStates.Completed);
    }

    [Fact]
    public async Task A_job_is_done_once_and_one_that_failed_must_be_taken_again()
    {
        await Test.DeployAsync(Processes.OneJob());
        var done = await Test.StartAsync("one-job");
        var failed = await Test.StartAsync("one-job");
        var jobs = (await Engine.Jobs.ActivateAsync("work", 10, TimeSpan.FromMinutes(1), "w", Ct)).Value.ToDictionary(job => job.ProcessInstanceKey, job => job.JobKey);

        var outcomes = await InOneGroupAsync(
            () => Engine.Jobs.CompleteAsync(jobs[done], ct: Ct),
            () => Engine.Jobs.CompleteAsync(jobs[done], ct: Ct),
            () => Engine.Jobs.FailAsync(jobs[failed], 1, "no", ct: Ct),
            () => Engine.Jobs.CompleteAsync(jobs[failed], ct: Ct),
            async () => (await Engine.Jobs.ActivateAsync("work", 10, TimeSpan.FromMinutes(1), "w", Ct)).Value.Count == 1 ? default(Done) : Failure.NotFound("no job was free"),
            () => Engine.Jobs.CompleteAsync(jobs[failed], ct: Ct));

        outcomes.ShouldBe([true, false, true, false, true, true]);
        (await Test.StateOfAsync(done)).ShouldBe(InstanceStates.Completed);
        (await Test.StateOfAsync(failed)).ShouldBe(InstanceStates.Completed);
    }

    [Fact]
    public async Task A_command_that_fails_leaves_the_others_what_they_need()
    {
        await Test.DeployAsync(Processes.OneTask());
        var tasks = new List<(long Key, long Instance)>();
        for (var i = 0; i < 20; i++)
            tasks.Add(await NewTaskAsync());

        var outcomes = await InOneGroupAsync([.. tasks.Select((task, i) => (Func<Task<Outcome<Done>>>)(async () =>
        {
            try
            {
                return await Engine.UserTasks.CompleteAsync(task.Key, alongside: i % 5 == 2 ? _ => throw new InvalidOperationException("no") : null, ct: Ct);
            }
            catch (CommandFailedException)
            {
                return Failure.Invalid("failed");
            }
        }))]);

        outcomes.ShouldBe(Enumerable.Range(0, 20).Select(i => i % 5 != 2));
        foreach (var (task, i) in tasks.Select((task, i) => (task, i)))
            (await Test.StateOfAsync(task.Instance)).ShouldBe(i % 5 != 2 ? InstanceStates.Completed : InstanceStates.Active);
    }

    private async Task<(long Key, long Instance)> NewTaskAsync()
    {
        var instance = await Test.StartAsync("one-task");
        return ((await Test.TaskOfAsync(instance)).UserTaskKey, instance);
    }

    /// <summary>Sends the commands while the writer is held, so that they wait together, and tells which went well.</summary>
    private protected async Task<List<bool>> InOneGroupAsync(params Func<Task<Outcome<Done>>>[] commands)
    {
        using var writer = new HeldWriter(Engine, Ct);
        var sent = commands.Select(command => command()).ToList();
        await writer.ReleaseAsync();
        return [.. (await Task.WhenAll(sent)).Select(outcome => outcome.IsOk)];
    }
}
