using AfterSales.Service.Deadlines.Moves;
using AfterSales.Service.Escalation;
using AfterSales.Service.Escalation.Editing;
using AfterSales.Service.Languages;
using AfterSales.Service.Notifications;
using AfterSales.Service.Tests.Deadlines;
using AfterSales.Service.Tests.Deadlines.Moves;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Escalation.Editing;

/// <summary>
/// The standard ladder on a task of eight working hours, given on Monday 09:00 and due on Tuesday 09:00: reminder at 16:00, overdue and
/// superior at 09:00, next level and process owner on Tuesday 14:00.
/// </summary>
public class PolicyChangesTests
{
    private const string Case = "CMP-2026-0001";
    private const string Due = "=add working time(now(), duration(\"PT8H\"), case.calendar)";
    private static readonly DateTimeOffset Monday = new(2026, 11, 16, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Tuesday = Monday.AddDays(1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_edit_moves_adds_and_removes_rungs_that_have_told_nobody()
    {
        await using var host = await StartedAsync();
        var draft = await DraftAsync(host, """[{"id": "reminder", "percent": 50, "notices": [{"to": "assignee"}]}, {"percent": 125, "notices": [{"to": "superior"}]}]""");
        var preview = await PreviewAsync(host, draft);
        preview.Totals.ShouldBe(new LadderTotals(Open: 1, Tasks: 1, Added: 1, Changed: 1, Removed: 2, AtOnce: 0));
        var reminder = preview.Shifts.Single(shift => shift.StepId == "reminder");
        (reminder.Kind, reminder.OldAt, reminder.NewAt).ShouldBe((RungChangeKind.Changed, Monday.AddHours(7), Monday.AddHours(5)));
        host.Queries.ForCase(Case).Count.ShouldBe(3, "a preview writes nothing");

        await ApplyAsync(host, draft, preview);
        (await host.Moves.RunAsync(Ct)).ShouldBe(1);
        (await host.Moves.RunAsync(Ct)).ShouldBe(0);
        var rungs = host.Queries.ForCase(Case);
        rungs.Where(rung => rung.State == RungState.Planned).Select(rung => (rung.StepId, rung.PlannedAt)).ShouldBe([("reminder", Monday.AddHours(5)), ("step-1", Tuesday.AddHours(2))]);
        rungs.Where(rung => rung.State == RungState.Skipped).Select(rung => rung.Reason).ShouldBe([SkipReasons.PolicyChanged, SkipReasons.PolicyChanged]);
        Told(await host.AtAsync(Monday.AddHours(5))).ShouldBe([("desk", "reminder")]);
        Told(await host.AtAsync(Tuesday)).ShouldBeEmpty();
        Told(await host.AtAsync(Tuesday.AddHours(2))).ShouldBe([("head", "escalation")]);
        (await host.AtAsync(Tuesday.AddDays(30))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_was_told_is_not_told_again_and_a_step_below_comes_too_late()
    {
        await using var host = await StartedAsync();
        Told(await host.AtAsync(Monday.AddHours(7))).ShouldBe([("desk", "reminder")]);
        var draft = await DraftAsync(host, """
            [{"percent": 60, "notices": [{"to": "superior"}]}, {"id": "reminder", "percent": 80, "notices": [{"to": "assignee"}, {"to": "superior"}]},
             {"id": "overdue", "percent": 100, "notices": [{"to": "assignee"}]}]
            """);
        await ApplyAsync(host, draft);
        await host.Moves.RunAsync(Ct);
        (await host.AtAsync(Monday.AddHours(8))).ShouldBeEmpty();
        Told(await host.AtAsync(Tuesday)).ShouldBe([("desk", "overdue")], "the superior is no longer told");
        (await host.AtAsync(Tuesday.AddDays(30))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_removed_step_may_come_back()
    {
        await using var host = await StartedAsync();
        var all = PolicyDraft.Of((await host.Policies.FindAsync("standard", Ct))!);
        await ApplyAsync(host, all with { Steps = [all.Steps![0]] });
        await host.Moves.RunAsync(Ct);
        await ApplyAsync(host, all);
        await host.Moves.RunAsync(Ct);
        host.Queries.ForCase(Case).ShouldAllBe(rung => rung.State == RungState.Planned);
        Told(await host.AtAsync(Tuesday)).ShouldBe([("desk", "overdue"), ("head", "escalation")]);
        (await host.Policies.HistoryAsync("standard", Ct)).Select(version => version.Version).ShouldBe([2, 1]);
    }

    [Fact]
    public async Task A_role_is_told_at_night_with_a_mail_for_each_task_where_the_step_says_so()
    {
        var people = EscalationHost.People.Append(EscalationHost.Member("duty", null, "iran", "quality-control")).ToList();
        await using var host = await EscalationHost.StartAsync(Monday, Models.Task(Due), people);
        var draft = await DraftAsync(host, """[{"percent": 100, "urgent": true, "digest": false, "notices": [{"to": "group", "group": "quality-control", "template": "escalation"}]}]""");
        await ApplyAsync(host, draft);
        host.Engine.Clock.Pin(Monday.AddHours(7)); // due on Tuesday 16:00, half past seven in the evening in Tehran
        await host.Engine.StartCaseAsync(Case);
        await host.Engine.StartCaseAsync("CMP-2026-0002");
        Told(await host.AtAsync(Tuesday.AddHours(7))).ShouldBe([("duty", "escalation"), ("duty", "escalation")]);
    }

    [Fact]
    public async Task A_change_of_the_calendar_moves_rungs_that_have_told_nobody()
    {
        await using var host = await StartedAsync();
        Told(await host.AtAsync(Monday.AddHours(7))).ShouldBe([("desk", "reminder")]);
        await CalendarChangesTests.ApplyAsync(host.Engine, CalendarChangesTests.Closed(new DateOnly(2026, 11, 17)));
        await host.Engine.Moves.RunAsync(Ct);
        (await host.AtAsync(Tuesday.AddHours(6))).ShouldBeEmpty("Tuesday is free now");
        Told(await host.AtAsync(Tuesday.AddDays(1))).ShouldBe([("desk", "overdue"), ("head", "escalation")]);
    }

    [Fact]
    public async Task What_was_confirmed_must_still_be_what_happens()
    {
        await using var host = await StartedAsync();
        var draft = await DraftAsync(host, """[{"percent": 50, "notices": [{"to": "assignee"}]}]""");
        var shown = await PreviewAsync(host, draft);
        await host.Engine.StartCaseAsync("CMP-2026-0002");
        (await host.Changes.ApplyAsync("standard", draft, "why", shown.Fingerprint, "owner", Language.Persian, Ct)).ShouldBeOfType<RuleChangeResult.Outdated>();
        (await host.Policies.FindAsync("standard", Ct))!.Version.ShouldBe(0);
    }

    [Theory]
    [InlineData("steps", "[]", "at least one")]
    [InlineData("steps[0]", "[null]", "empty")]
    [InlineData("steps[0].percent", """[{"percent": 0, "notices": [{"to": "assignee"}]}]""", "above 0")]
    [InlineData("steps[0].percent", """[{"notices": [{"to": "assignee"}]}]""", "above 0")]
    [InlineData("steps[1].percent", """[{"percent": 100, "notices": [{"to": "assignee"}]}, {"percent": 75, "notices": [{"to": "assignee"}]}]""", "climb")]
    [InlineData("steps[1].percent", """[{"percent": 100, "notices": [{"to": "assignee"}]}, {"percent": 100, "notices": [{"to": "assignee"}]}]""", "climb")]
    [InlineData("steps[1].id", """[{"id": "a", "percent": 1, "notices": [{"to": "assignee"}]}, {"id": "a", "percent": 2, "notices": [{"to": "assignee"}]}]""", "twice")]
    [InlineData("steps[0].notices", """[{"percent": 75}]""", "nobody")]
    [InlineData("steps[0].notices[0].to", """[{"percent": 75, "notices": [{"to": "king"}]}]""", "king")]
    [InlineData("steps[0].notices[0].group", """[{"percent": 75, "notices": [{"to": "group", "group": "knights"}]}]""", "knights")]
    [InlineData("steps[0].notices[0].group", """[{"percent": 75, "notices": [{"to": "assignee", "group": "sales"}]}]""", "only where")]
    [InlineData("steps[0].notices[0].template", """[{"percent": 75, "notices": [{"to": "assignee", "template": "../../etc"}]}]""", "../../etc")]
    public void A_mistake_is_told_at_its_field_in_three_languages(string field, string steps, string word)
    {
        var draft = PolicyDraft.Read($$"""{"name": {"en": "x"}, "steps": {{steps}}}""").ShouldNotBeNull();
        var told = new HashSet<string>();
        foreach (var language in LanguageCodes.All)
        {
            var (policy, errors) = PolicyCheck.Check("x", 1, draft, language, new(EscalationHost.People));
            policy.ShouldBeNull();
            var error = errors.First(error => error.Field == field);
            error.Message.ShouldNotContain("⟦");
            told.Add(error.Message).ShouldBeTrue("each language has its own sentence");
            if (language == Language.English)
                error.Message.ShouldContain(word);
        }
    }

    private static async Task<EscalationHost> StartedAsync()
    {
        var host = await EscalationHost.StartAsync(Monday, Models.Task(Due));
        await host.Engine.StartCaseAsync(Case);
        var task = await host.Engine.TaskAsync("work");
        (await host.Engine.Engine.UserTasks.AssignAsync(task.UserTaskKey, "desk", ct: Ct)).IsOk.ShouldBeTrue();
        return host;
    }

    private static async Task<PolicyDraft> DraftAsync(EscalationHost host, string steps)
    {
        var name = (await host.Policies.FindAsync("standard", Ct))!.Name;
        return PolicyDraft.Read($$"""{"steps": {{steps}}}""").ShouldNotBeNull() with { Name = name };
    }

    private static async Task<PolicyPreview> PreviewAsync(EscalationHost host, PolicyDraft draft)
    {
        var (preview, errors) = await host.Changes.PreviewAsync("standard", draft, Language.English, Ct);
        errors.ShouldBeEmpty();
        return preview.ShouldNotBeNull();
    }

    private static async Task ApplyAsync(EscalationHost host, PolicyDraft draft, PolicyPreview? preview = null)
    {
        preview ??= await PreviewAsync(host, draft);
        (await host.Changes.ApplyAsync("standard", draft, "as agreed", preview.Fingerprint, "owner", Language.English, Ct)).ShouldBeOfType<RuleChangeResult.Applied>();
    }

    private static List<(string?, string)> Told(IEnumerable<Notification> mails) => [.. mails.Select(mail => (mail.Receiver.Id, mail.Template))];
}
