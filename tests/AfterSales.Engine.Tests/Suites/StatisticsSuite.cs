using AfterSales.Engine.Decisions;
using AfterSales.Engine.History;
using AfterSales.Engine.Search;
using AfterSales.Engine.Statistics;
using AfterSales.Engine.Tests.Support;
using AfterSales.Engine.Variables;
using AfterSales.Feel.Values;
using Dapper;
using Shouldly;
using Xunit;

namespace AfterSales.Engine.Tests.Suites;

/// <summary>Figures and what else is asked of the past: counts, decisions, what a task sees.</summary>
public abstract class StatisticsSuite : EngineSuite
{
    private const string Graph =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="rates" name="Rates" namespace="http://camunda.org/schema/1.0/dmn">
          <decision id="sum" name="Sum"><variable id="v" name="sum" /><literalExpression id="l"><text>a + b</text></literalExpression></decision>
          <decision id="rate" name="Rate">
            <informationRequirement id="q"><requiredDecision href="#sum" /></informationRequirement>
            <decisionTable id="table" hitPolicy="UNIQUE">
              <input id="i1" label="Sum"><inputExpression id="e1" typeRef="number"><text>sum</text></inputExpression></input>
              <output id="o1" label="Rate" name="rate" typeRef="string" />
              <rule id="r1"><inputEntry id="x1"><text>&lt; 10</text></inputEntry><outputEntry id="y1"><text>"low"</text></outputEntry></rule>
              <rule id="r2"><inputEntry id="x2"><text>&gt;= 10</text></inputEntry><outputEntry id="y2"><text>"high"</text></outputEntry></rule>
              <rule id="r3"><inputEntry id="x3"><text>100</text></inputEntry><outputEntry id="y3"><text>"odd"</text></outputEntry></rule>
            </decisionTable>
          </decision>
        </definitions>
        """;

    private static readonly string Deciding =
        Processes.Start()
        + """<bpmn:businessRuleTask id="decide"><bpmn:extensionElements><zeebe:calledDecision decisionId="rate" resultVariable="rate" /></bpmn:extensionElements></bpmn:businessRuleTask>"""
        + Processes.End() + Processes.Chain("start", "decide", "end");

    [Fact]
    public async Task Every_evaluated_decision_is_kept_with_its_version_inputs_and_rules()
    {
        var deployed = await Test.DeployAsync(Processes.Bpmn("deciding", Deciding), Processes.Resource("rates.dmn", Graph));
        var instance = await Test.StartAsync("deciding", TestEngine.Of(("a", FeelValue.Of(7)), ("b", FeelValue.Of(8))));

        var rows = await DecisionsAsync(SearchRequest.Where("processInstanceKey", instance).OrderBy("evaluationInstanceKey"));

        rows.Select(row => (row.DecisionDefinitionId, row.DecisionDefinitionType, row.Result, row.State)).ShouldBe(
        [
            ("sum", DecisionTypes.Expression, "15", DecisionInstanceStates.Evaluated), ("rate", DecisionTypes.Table, "\"high\"", DecisionInstanceStates.Evaluated),
        ]);
        rows.Select(row => row.DecisionEvaluationKey).Distinct().Count().ShouldBe(1, "both belong to one evaluation");
        var rate = deployed.Decisions.Single(decision => decision.DecisionDefinitionId == "rate");
        rows.ShouldAllBe(row => row.RootDecisionDefinitionKey == rate.DecisionDefinitionKey && row.DecisionRequirementsKey == rate.DecisionRequirementsKey);
        (rows[1].DecisionDefinitionKey, rows[1].DecisionDefinitionVersion, rows[1].DecisionDefinitionName).ShouldBe((rate.DecisionDefinitionKey, 1, "Rate"));
        var details = DecisionDetails.Of(rows[1]);
        details.Inputs.ShouldBe([new DecisionValue("i1", "Sum", "15")]);
        details.MatchedRules.ShouldHaveSingleItem().Outputs.ShouldBe([new DecisionValue("o1", "rate", "\"high\"")], "the outputs of the rule that matched");
        (await Engine.Decisions.GetInstanceAsync(rows[0].DecisionEvaluationKey, 2, Ct))!.DecisionInstanceKey.ShouldBe(rows[1].DecisionInstanceKey);
        (await DecisionsAsync(SearchRequest.Where("decisionDefinitionKey", rate.DecisionDefinitionKey))).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_decision_whose_rules_contradict_each_other_is_kept_as_failed_and_a_later_version_has_its_own_key()
    {
        await Test.DeployAsync(Processes.Bpmn("deciding", Deciding), Processes.Resource("rates.dmn", Graph));
        await Test.StartAsync("deciding", TestEngine.Of(("a", FeelValue.Of(99)), ("b", FeelValue.Of(1))));
        var failed = (await DecisionsAsync(SearchRequest.Where("state", DecisionInstanceStates.Failed))).ShouldHaveSingleItem();
        failed.DecisionDefinitionId.ShouldBe("rate");
        failed.EvaluationFailure.ShouldNotBeNullOrEmpty();

        await Test.DeployAsync(Processes.Resource("rates.dmn", Graph.Replace("\"high\"", "\"steep\"", StringComparison.Ordinal)));
        var instance = await Test.StartAsync("deciding", TestEngine.Of(("a", FeelValue.Of(9)), ("b", FeelValue.Of(9))));

        (await DecisionsAsync(SearchRequest.Where("processInstanceKey", instance).And("decisionDefinitionId", "rate"))).ShouldHaveSingleItem()
            .DecisionDefinitionVersion.ShouldBe(2, "the process asks for the latest");
        TestEngine.Items(await Engine.Deployments.SearchRequirementsAsync(SearchRequest.Where("decisionRequirementsId", "rates").OrderBy("version"), Ct))
            .Select(row => (row.Version, row.IsLatestVersion)).ShouldBe([(1, false), (2, true)]);
    }

    [Fact]
    public async Task Running_and_stuck_instances_are_counted_per_process_version_and_error()
    {
        await Test.DeployAsync(Processes.OneTask());
        await Test.StartAsync("one-task");
        await Test.DeployAsync(Processes.OneTask(extensions: """<zeebe:priorityDefinition priority="70" />"""));
        await Test.StartAsync("one-task");
        await Test.DeployAsync(Processes.OneJob());
        await Test.StartAsync("one-job");
        foreach (var message in new[] { "no paper", "no paper", "no ink" })
        {
            await Test.StartAsync("one-job");
            var job = (await Engine.Jobs.ActivateAsync("work", 1, TimeSpan.FromMinutes(1), "w1", Ct)).Value.Single();
            await Engine.Jobs.FailAsync(job.JobKey, 0, message, ct: Ct);
        }

        TestEngine.Items(await Engine.Statistics.ByProcessAsync(new SearchRequest().OrderBy("activeInstancesWithIncidentCount", descending: true), Ct))
            .Select(row => (row.ProcessDefinitionId, row.HasMultipleVersions, row.ActiveInstancesWithoutIncidentCount, row.ActiveInstancesWithIncidentCount))
            .ShouldBe([("one-job", false, 1, 3), ("one-task", true, 2, 0)]);
        TestEngine.Items(await Engine.Statistics.ByVersionAsync("one-task", new SearchRequest(), Ct))
            .Select(row => (row.ProcessDefinitionVersion, row.ActiveInstancesWithoutIncidentCount)).ShouldBe([(1, 1), (2, 1)]);
        var errors = TestEngine.Items(await Engine.Statistics.ByErrorAsync(new SearchRequest().OrderBy("activeInstancesWithErrorCount", descending: true), Ct));
        errors.Select(row => (row.ErrorMessage, row.ActiveInstancesWithErrorCount)).ShouldBe([("no paper", 2), ("no ink", 1)]);
        TestEngine.Items(await Engine.Statistics.ByErrorAndVersionAsync(errors[0].ErrorHashCode, new SearchRequest(), Ct))
            .Select(row => (row.ProcessDefinitionId, row.ActiveInstancesWithErrorCount)).ShouldBe([("one-job", 2)]);
        TestEngine.Items(await Engine.Statistics.ByErrorAndVersionAsync(errors[0].ErrorHashCode + 1, new SearchRequest(), Ct)).ShouldBeEmpty();
        ErrorCount.Hash("hello").ShouldBe(99162322, "the number that Java gives");
    }

    [Fact]
    public async Task Open_subscriptions_are_counted_per_version_after_the_filter()
    {
        await Test.DeployAsync(Processes.OneMessage());
        await Test.DeployAsync(Processes.OneMessage("other", "question"));
        foreach (var (process, key) in new[] { ("one-message", "a"), ("one-message", "b"), ("other", "a") })
            await Test.StartAsync(process, TestEngine.Of(("key", FeelValue.Of(key))));

        TestEngine.Items(await Engine.Statistics.SubscriptionsAsync(new SearchRequest(), Ct))
            .Select(row => (row.ProcessDefinitionId, row.ActiveSubscriptions, row.ProcessInstancesWithActiveSubscriptions)).ShouldBe([("one-message", 2, 2), ("other", 1, 1)]);
        var first = (await Engine.Statistics.SubscriptionsAsync(new SearchRequest { Filters = [new("correlationKey", SearchOperator.Eq, "a")] }.Take(1), Ct)).Value;
        (first.Items.Single().ActiveSubscriptions, first.TotalItems).ShouldBe((1, 2));
        var next = new SearchRequest { Filters = [new("correlationKey", SearchOperator.Eq, "a")], Page = new SearchPageRequest(Limit: 1, AfterCursor: first.EndCursor) };
        TestEngine.Items(await Engine.Statistics.SubscriptionsAsync(next, Ct)).Single().ProcessDefinitionId.ShouldBe("other");
    }

    [Fact]
    public async Task Jobs_are_counted_within_a_window_by_type_worker_time_and_error()
    {
        await Test.DeployAsync(Processes.OneJob());
        var begin = Test.Clock.GetUtcNow();
        for (var i = 0; i < 3; i++)
        {
            await Test.StartAsync("one-job");
            Test.Clock.Advance(TimeSpan.FromMinutes(2));
        }
        var jobs = (await Engine.Jobs.ActivateAsync("work", 2, TimeSpan.FromHours(1), "w1", Ct)).Value;
        await Engine.Jobs.CompleteAsync(jobs[0].JobKey, ct: Ct);
        await Engine.Jobs.ThrowErrorAsync(jobs[1].JobKey, "E1", "broken", ct: Ct);
        var failing = (await Engine.Jobs.ActivateAsync("work", 1, TimeSpan.FromHours(1), "w2", Ct)).Value.Single();
        await Engine.Jobs.FailAsync(failing.JobKey, 2, "slow", ct: Ct);
        var now = Test.Clock.GetUtcNow();
        var all = new TimeWindow(begin, now.AddMinutes(1));

        var global = await Engine.Statistics.JobsAsync(all, ct: Ct);
        (global.Created, global.Completed, global.Failed, global.LastCompletedAt).ShouldBe((3, 1, 2, now));
        (await Engine.Statistics.JobsAsync(all, "nothing", Ct)).Created.ShouldBe(0);
        (await Engine.Statistics.JobsAsync(new TimeWindow(begin, begin.AddMinutes(1)), "work", Ct)).ShouldBe(new JobTypeCount
        {
            JobType = "all", Created = 1, LastCreatedAt = begin, Workers = 1,
        });
        TestEngine.Items(await Engine.Statistics.JobTypesAsync(all, new SearchRequest(), Ct)).Select(row => (row.JobType, row.Created, row.Workers)).ShouldBe([("work", 3, 2)]);
        TestEngine.Items(await Engine.Statistics.JobWorkersAsync(all, "work", new SearchRequest(), Ct)).Select(row => (row.Worker, row.Completed, row.Failed)).ShouldBe([("w1", 1, 1), ("w2", 0, 1)]);
        TestEngine.Items(await Engine.Statistics.JobsOverTimeAsync(all, "work", TimeSpan.FromMinutes(3), new SearchRequest(), Ct))
            .Select(row => (row.Time, row.Created, row.Completed, row.Failed)).ShouldBe([(begin, 2, 0, 0), (begin.AddMinutes(3), 1, 0, 0), (begin.AddMinutes(6), 0, 1, 2)]);
        TestEngine.Items(await Engine.Statistics.JobErrorsAsync(all, "work", new SearchRequest(), Ct))
            .Select(row => (row.ErrorCode, row.ErrorMessage, row.Workers, row.Jobs)).ShouldBe([("E1", "broken", 1, 1), ("", "slow", 1, 1)], ignoreOrder: true);
        (await Engine.Jobs.GetAsync(jobs[1].JobKey, Ct))!.ErrorCode.ShouldBe("E1");
        foreach (var (page, items) in new[] { (new SearchPageRequest(Limit: 2), 2), (new SearchPageRequest(Limit: 3), 3), (new SearchPageRequest(From: 2, Limit: 9), 1), (new SearchPageRequest(From: 9, Limit: 9), 0) })
        {
            var parts = (await Engine.Statistics.JobsOverTimeAsync(all, "work", TimeSpan.FromMinutes(3), new SearchRequest { Page = page }, Ct)).Value;
            (parts.Items.Count, parts.TotalItems).ShouldBe((items, 3), $"whatever the page {page}");
        }
    }

    [Fact]
    public async Task A_task_sees_its_own_variables_before_those_of_its_instance()
    {
        const string mapping = """<zeebe:ioMapping><zeebe:input source="=1" target="own" /><zeebe:input source="=2" target="both" /></zeebe:ioMapping>""";
        await Test.DeployAsync(Processes.OneTask(extensions: mapping));
        var task = await Test.TaskOfAsync(await Test.StartAsync("one-task", TestEngine.Of(("both", FeelValue.Of(3)), ("outer", FeelValue.Of(4)))));

        (await SeenAsync(task.UserTaskKey, effective: false)).ShouldBe([("both", "2"), ("both", "3"), ("outer", "4"), ("own", "1")], ignoreOrder: true);
        (await SeenAsync(task.UserTaskKey, effective: true)).ShouldBe([("both", "2"), ("outer", "4"), ("own", "1")]);
        (await Engine.Variables.OfUserTaskAsync(1, true, new SearchRequest(), Ct)).Failure.Kind.ShouldBe(FailureKind.NotFound);
    }

    [Fact]
    public async Task Passes_count_for_the_version_in_which_they_were_made_also_after_the_instance_went_over_to_another()
    {
        var first = await DeployStepsAsync("check");
        var moved = await Test.StartAsync("steps");
        var stays = await Test.StartAsync("steps");
        await CompleteAsync(moved);
        await CompleteAsync(stays);
        var second = await DeployStepsAsync("approve");

        (await Engine.Operations.MigrateAsync(moved, new(second, [new("check", "approve")]), ct: Ct)).IsOk.ShouldBeTrue();
        await CompleteAsync(moved);
        await Test.EndsAsync(moved);

        (await PassesAsync(first)).ShouldBe([("check", 1, 0), ("enter", 0, 2), ("start", 0, 2)]);
        (await PassesAsync(second)).ShouldBe([("approve", 0, 1), ("end", 0, 1)], "what waited went on in the new version");
        (await PassesAsync(first, SearchRequest.Where("state", "COMPLETED"))).ShouldBe([("enter", 0, 1), ("start", 0, 1)], "the filters hold for those that left, too");

        // Back to where it came from: counted there once, not twice.
        (await Engine.Operations.MigrateAsync(stays, new(second, [new("check", "approve")]), ct: Ct)).IsOk.ShouldBeTrue();
        (await Engine.Operations.MigrateAsync(stays, new(first, [new("approve", "check")]), ct: Ct)).IsOk.ShouldBeTrue();
        (await PassesAsync(first)).ShouldBe([("check", 1, 0), ("enter", 0, 2), ("start", 0, 2)]);

        (await Engine.Instances.DeleteAsync(moved, ct: Ct)).IsOk.ShouldBeTrue();
        (await PassesAsync(first)).ShouldBe([("check", 1, 0), ("enter", 0, 1), ("start", 0, 1)]);
        (await Engine.ReadAsync(db => db.ExecuteScalar<long>("SELECT COUNT(*) FROM engine_left_versions WHERE instance_key = @moved", new { moved }), Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task Passes_of_a_version_are_counted_by_the_indexes_of_its_instances()
    {
        var parameters = new DynamicParameters();
        using var store = NewStore();
        var sql = ElementStatistics.OfDefinition(store, 1, SearchRequest.Where("state", "ACTIVE"), parameters).Value;

        var plan = string.Join('\n', await Engine.ReadAsync(db => Plan(db, store.IsShared, sql, parameters), Ct));

        plan.ShouldContain("engine_element_instances_instance");
        foreach (var scan in new[] { "Seq Scan on engine_", "SCAN e", "SCAN i", "SCAN l" })
            plan.ShouldNotContain(scan + (scan.StartsWith("SCAN", StringComparison.Ordinal) ? " " : ""), Case.Sensitive, plan);
    }

    // PostgreSQL would read a table of a few rows from end to end: it is told not to, so that it does so only where no index helps.
    private static List<string> Plan(System.Data.Common.DbConnection db, bool isPostgres, string sql, DynamicParameters parameters)
    {
        if (!isPostgres)
            return [.. db.Query<(int, int, int, string Detail)>("EXPLAIN QUERY PLAN " + sql, parameters).Select(step => step.Detail + " ")];
        db.Execute("SET enable_seqscan = off");
        try
        {
            return [.. db.Query<string>("EXPLAIN " + sql, parameters)];
        }
        finally
        {
            db.Execute("RESET enable_seqscan");
        }
    }

    /// <summary>start, a user task "enter", a user task of the given id, end.</summary>
    private async Task<long> DeployStepsAsync(string task) => (await Test.DeployAsync(Processes.Bpmn(
        "steps", Processes.Start() + Processes.UserTask("enter") + Processes.UserTask(task) + Processes.End() + Processes.Chain("start", "enter", task, "end")))).Processes.Single().ProcessDefinitionKey;

    private async Task CompleteAsync(long instance) => (await Engine.UserTasks.CompleteAsync((await Test.TaskOfAsync(instance)).UserTaskKey, ct: Ct)).IsOk.ShouldBeTrue();

    private async Task<List<(string Element, long Active, long Completed)>> PassesAsync(long definition, SearchRequest? instances = null) =>
        [.. (await Engine.History.StatisticsOfDefinitionAsync(definition, instances ?? new SearchRequest(), Ct)).Value.Select(count => (count.ElementId, count.Active, count.Completed))];

    private async Task<List<(string Name, string Value)>> SeenAsync(long task, bool effective) =>
        [.. TestEngine.Items(await Engine.Variables.OfUserTaskAsync(task, effective, new SearchRequest().OrderBy("name"), Ct)).Select((VariableRow row) => (row.Name, row.Value))];

    private async Task<IReadOnlyList<DecisionInstanceRow>> DecisionsAsync(SearchRequest request) => TestEngine.Items(await Engine.Decisions.SearchInstancesAsync(request, Ct));
}
