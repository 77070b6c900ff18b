using AfterSales.Engine.Incidents;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Jobs;
using AfterSales.Engine.Search;
using AfterSales.Engine.Tests.Support;
using AfterSales.Feel.Values;
using Dapper;
using Shouldly;
using Xunit;

namespace AfterSales.Engine.Tests.Suites;

public abstract class JobSuite : EngineSuite
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_worker_gets_a_waiting_job_once_and_completes_it()
    {
        await Test.DeployAsync(Processes.OneJob());
        var instance = await Test.StartAsync("one-job", TestEngine.Of(("model", FeelValue.Of("X1"))), "CMP-1");

        var job = (await ActivateAsync()).ShouldHaveSingleItem();
        (await ActivateAsync()).ShouldBeEmpty("a locked job belongs to one worker");
        (job.ProcessInstanceKey, job.ElementId, job.Retries, job.BusinessKey, job.Attempt).ShouldBe((instance, "work", 3, "CMP-1", 1));
        job.Variables["model"].ShouldBe(FeelValue.Of("X1"));

        (await Engine.Jobs.CompleteAsync(job.JobKey, TestEngine.Of(("done", FeelValue.True)), ct: Ct)).IsOk.ShouldBeTrue();

        (await Test.StateOfAsync(instance)).ShouldBe(InstanceStates.Completed);
        (await Test.VariableAsync(instance, "done")).ShouldBe(FeelValue.True);
        (await Engine.Jobs.GetAsync(job.JobKey, Ct))!.State.ShouldBe(JobStates.Completed);
        (await Engine.Jobs.CompleteAsync(job.JobKey, ct: Ct)).Failure.Kind.ShouldBe(FailureKind.NotFound);
    }

    [Fact]
    public async Task A_lock_that_expires_gives_the_job_to_the_next_worker()
    {
        await Test.DeployAsync(Processes.OneJob());
        await Test.StartAsync("one-job");
        var first = (await ActivateAsync()).Single();
        Test.Clock.Advance(Minute + TimeSpan.FromSeconds(1));

        var second = (await ActivateAsync("other")).ShouldHaveSingleItem();

        (second.JobKey, second.Worker, second.Attempt).ShouldBe((first.JobKey, "other", 2));
    }

    [Fact]
    public async Task Two_workers_never_get_the_same_jobs()
    {
        await Test.DeployAsync(Processes.OneJob());
        for (var i = 0; i < 40; i++)
            await Test.StartAsync("one-job");

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(w => Task.Run(() => ActivateAsync($"w{w}", 5), Ct)));

        taken.SelectMany(jobs => jobs).Select(job => job.JobKey).Distinct().Count().ShouldBe(40);
    }

    [Fact]
    public async Task A_failed_job_waits_for_its_back_off()
    {
        await Test.DeployAsync(Processes.OneJob());
        await Test.StartAsync("one-job");
        var job = (await ActivateAsync()).Single();

        (await Engine.Jobs.FailAsync(job.JobKey, 2, "no connection", Minute, ct: Ct)).IsOk.ShouldBeTrue();

        (await ActivateAsync()).ShouldBeEmpty();
        var row = (await Engine.Jobs.GetAsync(job.JobKey, Ct))!;
        (row.State, row.Retries, row.ErrorMessage, row.RetryAt).ShouldBe((JobStates.Failed, 2, "no connection", Test.Clock.GetUtcNow() + Minute));
        (await Engine.Jobs.CompleteAsync(job.JobKey, ct: Ct)).Failure.Kind.ShouldBe(FailureKind.Conflict);
        Test.Clock.Advance(Minute);
        (await ActivateAsync()).ShouldHaveSingleItem().Retries.ShouldBe(2);
    }

    [Fact]
    public async Task A_job_without_retries_left_raises_an_incident_that_holds_it_until_resolved()
    {
        await Test.DeployAsync(Processes.OneJob());
        var instance = await Test.StartAsync("one-job");
        var job = (await ActivateAsync()).Single();
        await Engine.Jobs.FailAsync(job.JobKey, 0, "no connection", ct: Ct);

        var incident = TestEngine.Items(await Engine.Incidents.SearchAsync(SearchRequest.Where("processInstanceKey", instance), Ct)).ShouldHaveSingleItem();
        (incident.ErrorType, incident.ErrorMessage, incident.JobKey, incident.State).ShouldBe(("JOB_NO_RETRIES", "no connection", job.JobKey, IncidentStates.Active));
        (await Engine.Instances.GetAsync(instance, Ct))!.HasIncident.ShouldBeTrue();
        Test.Clock.Advance(TimeSpan.FromDays(1));
        (await ActivateAsync()).ShouldBeEmpty();
        (await Engine.Incidents.ResolveAsync(incident.IncidentKey, ct: Ct)).Failure.Message.ShouldContain("to have retries left, but it has none");

        (await Engine.Jobs.UpdateAsync(job.JobKey, 2, ct: Ct)).IsOk.ShouldBeTrue();
        (await ActivateAsync()).ShouldBeEmpty("new retries alone do not end the incident");
        (await Engine.Incidents.ResolveAsync(incident.IncidentKey, ct: Ct)).IsOk.ShouldBeTrue();

        (await ActivateAsync()).ShouldHaveSingleItem().Retries.ShouldBe(2);
        (await Engine.Instances.GetAsync(instance, Ct))!.HasIncident.ShouldBeFalse();
        (await Engine.Incidents.GetAsync(incident.IncidentKey, Ct))!.State.ShouldBe(IncidentStates.Resolved);
        (await Engine.Incidents.ResolveAsync(incident.IncidentKey, ct: Ct)).Failure.Kind.ShouldBe(FailureKind.Conflict);
    }

    [Fact]
    public async Task An_incident_can_be_resolved_with_new_retries_in_one_step()
    {
        await Test.DeployAsync(Processes.OneJob());
        var instance = await Test.StartAsync("one-job");
        await Engine.Jobs.FailAsync((await ActivateAsync()).Single().JobKey, 0, "no connection", ct: Ct);
        var incident = TestEngine.Items(await Engine.Incidents.SearchAsync(SearchRequest.Where("processInstanceKey", instance), Ct)).Single();

        (await Engine.Incidents.ResolveAsync(incident.IncidentKey, jobRetries: 1, ct: Ct)).IsOk.ShouldBeTrue();

        (await ActivateAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_thrown_error_takes_the_boundary_event_that_catches_it()
    {
        const string caught =
            """
            <bpmn:boundaryEvent id="no-part" attachedToRef="work"><bpmn:errorEventDefinition id="d" errorRef="e1" /></bpmn:boundaryEvent>
            <bpmn:endEvent id="ordered" />
            """;
        await Test.DeployAsync(Processes.Bpmn(
            "catching",
            Processes.Start() + Processes.ServiceTask("work", "work") + Processes.End() + caught
                + Processes.Chain("start", "work", "end") + Processes.Chain("no-part", "ordered"),
            """<bpmn:error id="e1" name="No part" errorCode="NO_PART" />"""));
        var instance = await Test.StartAsync("catching");
        var job = (await ActivateAsync()).Single();

        (await Engine.Jobs.ThrowErrorAsync(job.JobKey, "NO_PART", ct: Ct)).IsOk.ShouldBeTrue();

        (await Test.StateOfAsync(instance)).ShouldBe(InstanceStates.Completed);
        (await Engine.Jobs.GetAsync(job.JobKey, Ct))!.State.ShouldBe(JobStates.ErrorThrown);
        (await Engine.History.FlowsAsync(instance, Ct)).Select(flow => flow.FlowId).ShouldBe(["start_work", "no-part_ordered"], ignoreOrder: true);
    }

    [Fact]
    public async Task An_error_that_nothing_catches_is_an_incident_and_the_job_can_be_tried_again()
    {
        await Test.DeployAsync(Processes.OneJob());
        var instance = await Test.StartAsync("one-job");
        var job = (await ActivateAsync()).Single();
        await Engine.Jobs.ThrowErrorAsync(job.JobKey, "NO_PART", "there is none", ct: Ct);

        var incident = TestEngine.Items(await Engine.Incidents.SearchAsync(SearchRequest.Where("processInstanceKey", instance), Ct)).ShouldHaveSingleItem();
        incident.ErrorType.ShouldBe("UNHANDLED_ERROR_EVENT");
        Test.Clock.Advance(TimeSpan.FromDays(1));
        (await ActivateAsync()).ShouldBeEmpty();

        (await Engine.Incidents.ResolveAsync(incident.IncidentKey, ct: Ct)).IsOk.ShouldBeTrue();

        (await ActivateAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_handler_in_this_process_does_the_job_and_its_rows_join_the_commit()
    {
        var handler = new Handling("work", job => JobOutcome.Complete(
            TestEngine.Of(("answer", FeelValue.Of(42))),
            commit => commit.Connection.Execute("INSERT INTO noted (instance_key) VALUES (@Key)", new { Key = commit.Instance!.ProcessInstanceKey }, commit.Transaction)));
        Test.JobHandlers.Add(handler);
        await Test.ReopenAsync();
        await Engine.WriteAsync(commit => commit.Connection.Execute("CREATE TABLE noted (instance_key BIGINT NOT NULL)", transaction: commit.Transaction), ct: Ct);
        await Test.DeployAsync(Processes.OneJob());

        var instance = await Test.StartAsync("one-job");

        await Test.EndsAsync(instance);
        (await Test.VariableAsync(instance, "answer")).ShouldBe(FeelValue.Of(42));
        (await Engine.ReadAsync(db => db.Query<long>("SELECT instance_key FROM noted").ToList(), Ct)).ShouldBe([instance]);
    }

    [Fact]
    public async Task A_result_made_inside_the_commit_holds_what_is_only_known_there()
    {
        var attempts = 0;
        Test.JobHandlers.Add(new Handling("work", _ => JobOutcome.CompleteInCommit(commit =>
        {
            var number = commit.Connection.ExecuteScalar<long>(
                "INSERT INTO numbers (number) SELECT COALESCE(MAX(number), 0) + 1 FROM numbers RETURNING number", transaction: commit.Transaction);
            return ++attempts == 1 ? throw new InvalidOperationException("not yet") : TestEngine.Of(("number", FeelValue.Of(number)));
        })));
        await Test.ReopenAsync();
        await Engine.WriteAsync(commit => commit.Connection.Execute("CREATE TABLE numbers (number BIGINT NOT NULL)", transaction: commit.Transaction), ct: Ct);
        await Test.DeployAsync(Processes.OneJob());

        var instance = await Test.StartAsync("one-job");
        await Eventually.Async(async () => (await Test.JobOfAsync(instance)).Retries.ShouldBe(2));
        Test.Clock.Advance(TimeSpan.FromMinutes(5));

        await Test.EndsAsync(instance);
        (await Test.VariableAsync(instance, "number")).ShouldBe(FeelValue.Of(1), "the attempt that threw left no row");
    }

    [Fact]
    public async Task Rows_that_fail_undo_the_completion_and_cost_a_retry()
    {
        var attempts = 0;
        var handler = new Handling("work", _ => JobOutcome.Complete(null, _ =>
        {
            if (++attempts < 3)
                throw new InvalidOperationException("the rows are wrong");
        }));
        Test.JobHandlers.Add(handler);
        await Test.ReopenAsync();
        await Test.DeployAsync(Processes.OneJob());

        var instance = await Test.StartAsync("one-job");
        await Eventually.Async(async () => (await Test.JobOfAsync(instance)).Retries.ShouldBe(2));
        Test.Clock.Advance(TimeSpan.FromMinutes(5));
        await Eventually.Async(async () => (await Test.JobOfAsync(instance)).Retries.ShouldBe(1));
        Test.Clock.Advance(TimeSpan.FromMinutes(5));

        await Test.EndsAsync(instance);
        handler.Jobs.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_handler_that_always_throws_ends_in_an_incident_with_its_message()
    {
        Test.JobHandlers.Add(new Handling("work", _ => throw new InvalidOperationException("the printer is on fire")));
        await Test.ReopenAsync();
        await Test.DeployAsync(Processes.OneJob(retries: 2));

        var instance = await Test.StartAsync("one-job");
        await Eventually.Async(async () => (await Test.JobOfAsync(instance)).Retries.ShouldBe(1));
        Test.Clock.Advance(TimeSpan.FromMinutes(5));

        await Eventually.Async(async () => TestEngine.Items(await Engine.Incidents.SearchAsync(SearchRequest.Where("processInstanceKey", instance)))
            .ShouldHaveSingleItem().ErrorMessage.ShouldBe("the printer is on fire"));
    }

    [Fact]
    public async Task Jobs_that_a_dead_process_had_locked_are_free_at_once_and_those_of_other_workers_are_not()
    {
        await Test.ReopenAsync(workers: false);
        await Test.DeployAsync(Processes.OneJob());
        var mine = await Test.StartAsync("one-job");
        (await ActivateAsync(Engine.WorkerName, 1)).ShouldHaveSingleItem();
        var others = await Test.StartAsync("one-job");
        (await ActivateAsync("somebody else", 1)).ShouldHaveSingleItem();
        var handler = new Handling("work", _ => JobOutcome.Complete());
        Test.JobHandlers.Add(handler);

        await Test.ReopenAsync();

        await Test.EndsAsync(mine);
        handler.Jobs.ShouldHaveSingleItem().ProcessInstanceKey.ShouldBe(mine);
        (await Test.StateOfAsync(others)).ShouldBe(InstanceStates.Active);
    }

    [Fact]
    public async Task A_worker_sees_the_variables_as_they_are_when_it_gets_the_job()
    {
        await Test.DeployAsync(Processes.OneJob());
        var instance = await Test.StartAsync("one-job", TestEngine.Of(("model", FeelValue.Of("X1"))));

        (await Engine.Variables.SetAsync(instance, TestEngine.Of(("model", FeelValue.Of("X2"))), ct: Ct)).IsOk.ShouldBeTrue();

        (await ActivateAsync()).Single().Variables["model"].ShouldBe(FeelValue.Of("X2"));
    }

    private async Task<IReadOnlyList<ActivatedJob>> ActivateAsync(string worker = "worker", int max = 10)
    {
        var outcome = await Engine.Jobs.ActivateAsync("work", max, Minute, worker, Ct);
        outcome.IsOk.ShouldBeTrue();
        return outcome.Value;
    }
}
