using AfterSales.Bpmn.Interpretation;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Search;
using AfterSales.Engine.Tests.Support;
using AfterSales.Engine.UserTasks;
using AfterSales.Feel.Values;
using Shouldly;
using Xunit;

namespace AfterSales.Engine.Tests.Suites;

public abstract class UserTaskSuite : EngineSuite
{
    private const string Assigned =
        """<zeebe:assignmentDefinition assignee="=owner" candidateGroups="sales, service-centre" candidateUsers="ann" />""";

    [Fact]
    public async Task A_started_instance_waits_at_its_user_task()
    {
        await Test.DeployAsync(Processes.OneTask());
        var instance = await Test.StartAsync("one-task", businessKey: "CMP-2026-0001");

        var task = await Test.TaskOfAsync(instance);
        task.ElementId.ShouldBe("task");
        task.Name.ShouldBe("Task task");
        task.State.ShouldBe(UserTaskStates.Created);
        task.BusinessKey.ShouldBe("CMP-2026-0001");
        task.ProcessDefinitionId.ShouldBe("one-task");
        task.CreationDate.ShouldBe(Test.Clock.GetUtcNow());
        (await Test.StateOfAsync(instance)).ShouldBe(InstanceStates.Active);
    }

    [Fact]
    public async Task Completing_the_task_ends_the_instance_and_keeps_who_did_it_and_the_variables()
    {
        await Test.DeployAsync(Processes.OneTask());
        var instance = await Test.StartAsync("one-task");
        var task = await Test.TaskOfAsync(instance);
        Test.Clock.Advance(TimeSpan.FromMinutes(5));

        (await Engine.UserTasks.CompleteAsync(task.UserTaskKey, TestEngine.Of(("cause", FeelValue.Of("wear"))), "ann", ct: Ct)).IsOk.ShouldBeTrue();

        var done = (await Engine.UserTasks.GetAsync(task.UserTaskKey, Ct))!;
        done.State.ShouldBe(UserTaskStates.Completed);
        done.CompletedBy.ShouldBe("ann");
        done.CompletionDate.ShouldBe(Test.Clock.GetUtcNow());
        (await Test.StateOfAsync(instance)).ShouldBe(InstanceStates.Completed);
        (await Test.VariableAsync(instance, "cause")).ShouldBe(FeelValue.Of("wear"));
    }

    [Fact]
    public async Task Who_gave_a_task_to_whom_changed_and_completed_it_is_kept_and_what_was_refused_is_not()
    {
        await Test.DeployAsync(Processes.OneTask());
        var task = (await Test.TaskOfAsync(await Test.StartAsync("one-task"))).UserTaskKey;
        var other = (await Test.TaskOfAsync(await Test.StartAsync("one-task"))).UserTaskKey;
        (await Engine.UserTasks.AssignAsync(other, "eve", by: "eve", ct: Ct)).IsOk.ShouldBeTrue();
        (await Engine.UserTasks.AssignAsync(task, "ann", by: "bob", ct: Ct)).IsOk.ShouldBeTrue();
        Test.Clock.Advance(TimeSpan.FromMinutes(5));
        (await Engine.UserTasks.AssignAsync(task, "eve", allowOverride: false, by: "eve", ct: Ct)).IsOk.ShouldBeFalse();
        (await Engine.UserTasks.UnassignAsync(task, ct: Ct)).IsOk.ShouldBeTrue();
        (await Engine.UserTasks.UpdateAsync(task, new UserTaskChanges { Priority = 9 }, "bob", ct: Ct)).IsOk.ShouldBeTrue();
        Test.Clock.Advance(TimeSpan.FromMinutes(5));
        await Test.ReopenAsync();
        (await Engine.UserTasks.CompleteAsync(task, by: "ann", ct: Ct)).IsOk.ShouldBeTrue();

        var done = TestEngine.Items(await Engine.UserTasks.SearchOperationsAsync(SearchRequest.Where("userTaskKey", task) with { Sort = [new SearchSort("timestamp"), new SearchSort("operationType")] }, Ct));

        done.Select(one => $"{one.OperationType} {one.ActorId} {one.ActorType} {one.Assignee}".Trim()).ShouldBe(["ASSIGN bob USER ann", "UNASSIGN  UNKNOWN", "UPDATE bob USER", "COMPLETE ann USER"]);
        done[3].Timestamp.ShouldBe(done[0].Timestamp + TimeSpan.FromMinutes(10));
        done.Select(one => one.AuditLogKey).ShouldBeUnique();
        TestEngine.Items(await Engine.UserTasks.SearchOperationsAsync(SearchRequest.Where("userTaskKey", task).And("operationType", SearchOperator.In, "COMPLETE", "UPDATE"), Ct)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_second_completion_is_a_conflict_that_says_what_happened()
    {
        await Test.DeployAsync(Processes.OneTask());
        var task = await Test.TaskOfAsync(await Test.StartAsync("one-task"));
        await Engine.UserTasks.CompleteAsync(task.UserTaskKey, ct: Ct);

        var second = await Engine.UserTasks.CompleteAsync(task.UserTaskKey, ct: Ct);

        second.Failure.ShouldBe(new Failure(
            FailureKind.Conflict, $"Expected user task {task.UserTaskKey} to be created or assigned, but it is completed."));
    }

    [Fact]
    public async Task Of_many_who_complete_a_task_at_once_one_wins()
    {
        await Test.DeployAsync(Processes.OneTask());
        var instance = await Test.StartAsync("one-task");
        var task = await Test.TaskOfAsync(instance);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            Task.Run(() => Engine.UserTasks.CompleteAsync(task.UserTaskKey, TestEngine.Of(("by", FeelValue.Of(i))), $"person-{i}", ct: Ct), Ct)));

        var winner = outcomes.Index().Where(o => o.Item.IsOk).ShouldHaveSingleItem().Index;
        outcomes.Count(o => !o.IsOk && o.Failure.Kind == FailureKind.Conflict).ShouldBe(19);
        (await Test.VariableAsync(instance, "by")).ShouldBe(FeelValue.Of(winner), "what is stored must be what the winner sent");
        (await Engine.UserTasks.GetAsync(task.UserTaskKey, Ct))!.CompletedBy.ShouldBe($"person-{winner}");
    }

    [Fact]
    public async Task An_unknown_task_is_not_found()
    {
        (await Engine.UserTasks.CompleteAsync(4711, ct: Ct)).Failure.Kind.ShouldBe(FailureKind.NotFound);
        (await Engine.UserTasks.GetAsync(4711, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task Assignee_and_candidates_come_from_the_model_and_can_be_searched()
    {
        await Test.DeployAsync(Processes.OneTask("assigned", Assigned));
        var instance = await Test.StartAsync("assigned", TestEngine.Of(("owner", FeelValue.Of("bea"))));

        var task = await Test.TaskOfAsync(instance);
        task.Assignee.ShouldBe("bea");
        task.CandidateGroups.ShouldBe(["sales", "service-centre"]);
        task.CandidateUsers.ShouldBe(["ann"]);
        (await Test.TasksAsync(new SearchRequest().And("candidateGroup", SearchOperator.In, "engineering", "sales"))).Count.ShouldBe(1);
        (await Test.TasksAsync(SearchRequest.Where("candidateGroup", "engineering"))).ShouldBeEmpty();
        (await Test.TasksAsync(SearchRequest.Where("candidateUser", "ann"))).Count.ShouldBe(1);
        (await Test.TasksAsync(new SearchRequest().And("candidateGroup", SearchOperator.Neq, "sales"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Task_headers_come_with_the_task()
    {
        await Test.DeployAsync(Processes.OneTask("headed", """<zeebe:taskHeaders><zeebe:header key="record" value="complaint" /></zeebe:taskHeaders>"""));

        (await Test.TaskOfAsync(await Test.StartAsync("headed"))).CustomHeaders.ShouldBe(new Dictionary<string, string> { ["record"] = "complaint" });
    }

    [Fact]
    public async Task A_task_without_candidate_groups_gets_the_role_of_its_lane()
    {
        const string lane =
            """
            <bpmn:laneSet id="lanes"><bpmn:lane id="lane" name="Sales"><bpmn:extensionElements><zeebe:properties><zeebe:property name="role" value="sales" />
            </zeebe:properties></bpmn:extensionElements><bpmn:flowNodeRef>start</bpmn:flowNodeRef><bpmn:flowNodeRef>task</bpmn:flowNodeRef>
            <bpmn:flowNodeRef>end</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>
            """;
        await Test.DeployAsync(Processes.Bpmn(
            "laned", lane + Processes.Start() + Processes.UserTask("task") + Processes.End() + Processes.Chain("start", "task", "end")));

        (await Test.TaskOfAsync(await Test.StartAsync("laned"))).CandidateGroups.ShouldBe(["sales"]);
    }

    [Fact]
    public async Task Assigning_over_somebody_needs_to_be_allowed()
    {
        await Test.DeployAsync(Processes.OneTask());
        var task = await Test.TaskOfAsync(await Test.StartAsync("one-task"));

        (await Engine.UserTasks.AssignAsync(task.UserTaskKey, "ann", allowOverride: false, ct: Ct)).IsOk.ShouldBeTrue();
        (await Engine.UserTasks.AssignAsync(task.UserTaskKey, "bea", allowOverride: false, ct: Ct)).Failure.Message
            .ShouldBe($"Expected user task {task.UserTaskKey} to have no assignee, but it is assigned to 'ann'.");
        (await Engine.UserTasks.AssignAsync(task.UserTaskKey, "bea", ct: Ct)).IsOk.ShouldBeTrue();
        (await Engine.UserTasks.GetAsync(task.UserTaskKey, Ct))!.Assignee.ShouldBe("bea");
        (await Engine.UserTasks.UnassignAsync(task.UserTaskKey, ct: Ct)).IsOk.ShouldBeTrue();
        (await Engine.UserTasks.GetAsync(task.UserTaskKey, Ct))!.Assignee.ShouldBeNull();
    }

    [Fact]
    public async Task Dates_candidates_and_priority_can_be_changed_while_the_task_waits()
    {
        await Test.DeployAsync(Processes.OneTask());
        var key = (await Test.TaskOfAsync(await Test.StartAsync("one-task"))).UserTaskKey;
        var due = Test.Clock.GetUtcNow().AddDays(2);

        (await Engine.UserTasks.UpdateAsync(key, new UserTaskChanges { DueDate = due, CandidateGroups = ["quality-control"], Priority = 80 }, ct: Ct)).IsOk.ShouldBeTrue();

        var task = (await Engine.UserTasks.GetAsync(key, Ct))!;
        (task.DueDate, task.Priority).ShouldBe((due, 80));
        (await Test.TasksAsync(SearchRequest.Where("candidateGroup", "quality-control"))).Count.ShouldBe(1);
        (await Engine.UserTasks.UpdateAsync(key, new UserTaskChanges { ClearDueDate = true }, ct: Ct)).IsOk.ShouldBeTrue();
        (await Engine.UserTasks.GetAsync(key, Ct))!.DueDate.ShouldBeNull();
        (await Engine.UserTasks.UpdateAsync(key, new UserTaskChanges { Priority = 101 }, ct: Ct)).Failure.Kind.ShouldBe(FailureKind.Invalid);
    }

    [Fact]
    public async Task Assignments_and_changes_are_shown_to_observers()
    {
        var seen = new List<Effect>();
        Test.Observers.Add(new Observing(commit => seen.AddRange(commit.Effects)));
        await Test.ReopenAsync();
        await Test.DeployAsync(Processes.OneTask());
        var key = (await Test.TaskOfAsync(await Test.StartAsync("one-task"))).UserTaskKey;
        seen.Clear();

        await Engine.UserTasks.AssignAsync(key, "ann", ct: Ct);
        await Engine.UserTasks.UpdateAsync(key, new UserTaskChanges { Priority = 10 }, ct: Ct);

        seen.OfType<UserTaskAssigned>().ShouldHaveSingleItem().ShouldBe(new UserTaskAssigned(key, "task", "ann", null));
        seen.OfType<UserTaskUpdated>().ShouldHaveSingleItem().Priority.ShouldBe(10);
    }

    [Fact]
    public async Task A_form_is_the_latest_version_at_the_moment_the_task_is_created()
    {
        const string bound = """<zeebe:formDefinition formId="complaint" />""";
        await Test.DeployAsync(Processes.OneTask("with-form", bound), Processes.Resource("a.form", Processes.Form("complaint")));
        var first = await Test.TaskOfAsync(await Test.StartAsync("with-form"));
        await Test.DeployAsync(Processes.Resource("a.form", Processes.Form("complaint", """{"type":"textfield","key":"cause"}""")));
        var second = await Test.TaskOfAsync(await Test.StartAsync("with-form"));

        (await Engine.UserTasks.FormAsync(first.UserTaskKey, Ct))!.Version.ShouldBe(1, "a task keeps the form it was created with");
        var form = (await Engine.UserTasks.FormAsync(second.UserTaskKey, Ct))!;
        form.Version.ShouldBe(2);
        form.Schema.ShouldContain("cause");
    }

    [Fact]
    public async Task A_form_bound_to_the_deployment_stays_with_its_process()
    {
        const string bound = """<zeebe:formDefinition formId="complaint" bindingType="deployment" />""";
        await Test.DeployAsync(Processes.OneTask("with-form", bound), Processes.Resource("a.form", Processes.Form("complaint")));
        await Test.DeployAsync(Processes.Resource("a.form", Processes.Form("complaint", """{"type":"textfield","key":"cause"}""")));

        var task = await Test.TaskOfAsync(await Test.StartAsync("with-form"));

        (await Engine.UserTasks.FormAsync(task.UserTaskKey, Ct))!.Version.ShouldBe(1);
    }

    [Fact]
    public async Task Visible_variables_are_the_tasks_own_before_those_of_the_instance()
    {
        const string mapping = """<zeebe:ioMapping><zeebe:input source="=case.number" target="number" /></zeebe:ioMapping>""";
        await Test.DeployAsync(Processes.OneTask("mapped", mapping));
        var task = await Test.TaskOfAsync(await Test.StartAsync("mapped", TestEngine.Of(
            ("case", TestEngine.Of(("number", FeelValue.Of("CMP-1")))), ("number", FeelValue.Of("outer")))));

        var variables = (await Engine.UserTasks.VariablesAsync(task.UserTaskKey, Ct))!;

        variables["number"].ShouldBe(FeelValue.Of("CMP-1"));
        variables.TryGet("case", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Cancelling_the_instance_cancels_its_task()
    {
        await Test.DeployAsync(Processes.OneTask());
        var instance = await Test.StartAsync("one-task");
        var task = await Test.TaskOfAsync(instance);

        (await Engine.Instances.CancelAsync(instance, ct: Ct)).IsOk.ShouldBeTrue();

        (await Engine.UserTasks.GetAsync(task.UserTaskKey, Ct))!.State.ShouldBe(UserTaskStates.Canceled);
        (await Test.StateOfAsync(instance)).ShouldBe(InstanceStates.Terminated);
        (await Engine.UserTasks.CompleteAsync(task.UserTaskKey, ct: Ct)).Failure.Message.ShouldContain("but it is canceled");
        (await Engine.Instances.CancelAsync(instance, ct: Ct)).Failure.Kind.ShouldBe(FailureKind.Conflict);
    }
}
