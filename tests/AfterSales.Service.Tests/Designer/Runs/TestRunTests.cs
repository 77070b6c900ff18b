using System.Text.Json;
using AfterSales.Service.Designer;
using AfterSales.Service.Designer.Runs;
using AfterSales.Service.Languages;
using AfterSales.Service.Tests.Workflows;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Designer.Runs;

internal static class Counting
{
    public static long QueryCount(this System.Data.Common.DbConnection db, string sql)
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }
}

/// <summary>Test runs on the shipped workflows: the interpreter of real cases, a clock of their own, nothing written.</summary>
[Collection(ShippedServiceCollection.Name)]
public sealed class TestRunTests(ShippedService shipped)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The paths of the complaint: no step of them needs a chosen result.</summary>
    public static TheoryData<string> Paths => new(FlowPath.Of("complaint-handling").Where(path => path.Steps.All(step => step.Message is null)).Select(path => path.Key));

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_run_of_a_shipped_path_ends_where_the_path_does(string key)
    {
        var path = FlowPath.All[key];
        var run = await PlayAsync(ShippedService.Script(path));
        run.Refusal.ShouldBeNull(run.Refusal?.Why.English);
        run.IsEnded.ShouldBeTrue(string.Join(", ", run.Tasks.Select(task => task.Part.Path)));
        run.Status.ShouldBe(path.Status);
        // The clock of a run passes every timer on its way, those too that a path does not name.
        path.Ends.Except(run.Ends).ShouldBeEmpty();
        if (path.Steps.All(step => step.Timer is null))
            run.Ends.ShouldBe(path.Ends, ignoreOrder: true);
        foreach (var mail in run.Mails)
            foreach (var language in LanguageCodes.All)
                mail.Render(language).Problem.ShouldBeNull(mail.Template);
    }

    [Fact]
    public async Task Nobody_answers_and_the_superior_is_told_in_working_time()
    {
        var before = await RowsAsync();
        var script = ShippedService.Script(FlowPath.Complaint("out-of-scope")) with { Actions = [] };
        var run = await PlayAsync(script);
        run.Tasks.ShouldHaveSingleItem().Part.ElementId.ShouldBe("Task_register");
        run.Mails.Select(mail => mail.Template).Distinct().ShouldBe(["acknowledgement", "task"], ignoreOrder: true);
        for (var actions = 0; run.Mails.All(mail => mail.Template != "escalation"); actions++)
        {
            actions.ShouldBeLessThan(20, "some rung tells the superior");
            run = await PlayAsync(script = script.With(new RunAction { Do = RunDeed.Next }));
            run.Refusal.ShouldBeNull(run.Refusal?.Why.English);
        }
        var told = run.Mails.First(mail => mail.Template == "escalation");
        told.At.ShouldBeGreaterThanOrEqualTo(run.Deadlines[0].DueAt, "nobody above is told before it is due");
        var worker = run.Mails.First(mail => mail.Template == "task").Receiver.Id!;
        told.Receiver.Id.ShouldNotBe(worker);
        told.Render(Language.Persian).Mail!.Html.ShouldContain("dir=\"rtl\"");
        (await RowsAsync()).ShouldBe(before, "a run writes nothing");
    }

    [Fact]
    public async Task What_cannot_be_done_is_refused_in_words_of_every_language()
    {
        var run = await PlayAsync(ShippedService.Script(FlowPath.Complaint("out-of-scope")) with { Actions = [new RunAction { Do = RunDeed.Complete, Step = "Task_judge" }] });
        run.Refusal.ShouldNotBeNull().Action.ShouldBe(0);
        run.Refusal.Why.English.ShouldContain("is not open");
        run.Refusal.Why.OnlyIn(Language.Persian).ShouldNotBeNull().ShouldNotBe(run.Refusal.Why.English);
        run.Refusal.Why.OnlyIn(Language.Chinese).ShouldNotBeNull().ShouldContain("未打开");

        var wrong = await PlayAsync(ShippedService.Script(FlowPath.Complaint("out-of-scope")) with
        {
            Actions = [new RunAction { Do = RunDeed.Complete, Step = "Task_register", Answers = new Dictionary<string, IReadOnlyList<string>>() }],
        });
        wrong.Refusal.ShouldNotBeNull("the form asks for more").Why.English.ShouldContain("registration.");
    }

    [Fact]
    public async Task Automatic_steps_stop_when_asked_to_and_a_failure_can_be_put_right()
    {
        var script = ShippedService.Script(FlowPath.Complaint("out-of-scope"));
        var stopped = await PlayAsync(script with { Stops = true });
        stopped.Jobs.ShouldNotBeEmpty("the complaint has automatic steps");
        var job = stopped.Jobs[0];
        var failing = script with { Results = new Dictionary<string, JsonElement> { [job.Part.ElementId] = JsonSerializer.Deserialize<JsonElement>("""{"failure": "The printer is out of paper."}""") } };
        var stuck = (await PlayAsync(failing)).Incidents.ShouldHaveSingleItem();
        (stuck.Part.ElementId, stuck.Message).ShouldBe((job.Part.ElementId, "The printer is out of paper."));
    }

    [Fact]
    public async Task The_same_script_gives_the_same_run()
    {
        var script = ShippedService.Script(FlowPath.Complaint("solved-and-satisfied"));
        var (first, second) = (await PlayAsync(script), await PlayAsync(RunScript.Read(script.Write(), out _)!));
        second.Steps.Select(step => (step.Part.Path, step.At)).ShouldBe(first.Steps.Select(step => (step.Part.Path, step.At)));
        second.Mails.Select(mail => (mail.Template, mail.Receiver.Email, mail.At)).ShouldBe(first.Mails.Select(mail => (mail.Template, mail.Receiver.Email, mail.At)));
    }

    [Fact]
    public async Task A_stored_run_follows_the_draft_and_goes_back()
    {
        var script = ShippedService.Script(FlowPath.Complaint("out-of-scope"));
        var begun = (await shipped.Runs.BeginAsync(script with { Actions = [] }, "owner", Ct)).Value;
        var (done, refused) = await shipped.Runs.DoAsync(begun.Stored.Key, 1, script.Actions[0], "owner", Ct);
        refused.ShouldBeNull();
        done!.Run.Tasks.ShouldHaveSingleItem().Part.ElementId.ShouldBe("Task_explain_terms");
        (await shipped.Runs.DoAsync(begun.Stored.Key, 1, script.Actions[1], "owner", Ct)).Refused.ShouldNotBeNull("somebody else went on");
        var back = (await shipped.Runs.BackAsync(begun.Stored.Key, 2, 0, "owner", Ct)).Run!;
        (back.Run.Tasks[0].Part.ElementId, back.Run.Now).ShouldBe(("Task_register", script.At));
    }

    [Fact]
    public void The_results_of_all_automatic_steps_of_the_templates_are_known_and_can_be_computed()
    {
        var outcomes = shipped.Service.Get<StepOutcomes>();
        var types = WorkflowFiles.AllDiagrams.SelectMany(diagram => diagram.Descendants(WorkflowFiles.Zeebe + "taskDefinition")).Select(task => (string)task.Attribute("type")!).Distinct()
            .Except(["aftersales:send-mail:1", "aftersales:notify:1"]);
        var environment = new Feel.FeelEnvironment(new DateTimeOffset(2026, 11, 23, 6, 0, 0, TimeSpan.Zero), TimeZoneInfo.Utc);
        types.Where(type => outcomes.Of(type, Feel.Values.FeelContext.Empty, environment).Count == 0).ShouldBeEmpty();
    }

    private Task<long> RowsAsync() => shipped.Service.Engine.ReadAsync(
        db => db.QueryCount("SELECT (SELECT count(*) FROM cases) + (SELECT count(*) FROM mail) + (SELECT count(*) FROM engine_process_instances)"), Ct);

    private async Task<TestRun> PlayAsync(RunScript script) => await shipped.Runs.PlayAsync(script, await shipped.Libraries.WithDraftsAsync(Ct), Ct);
}
