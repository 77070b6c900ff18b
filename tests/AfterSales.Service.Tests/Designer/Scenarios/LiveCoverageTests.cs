using AfterSales.Service.Calendars;
using AfterSales.Service.Calendars.Editing;
using AfterSales.Service.Deadlines.Moves;
using AfterSales.Service.Designer;
using AfterSales.Service.Designer.Scenarios;
using AfterSales.Service.Escalation;
using AfterSales.Service.Escalation.Editing;
using AfterSales.Service.Languages;
using AfterSales.Service.People;
using AfterSales.Service.Tests.Designer.Runs;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Designer.Scenarios;

/// <summary>While somebody draws, a scenario is played again only when something it made use of has changed.</summary>
[Collection(ShippedServiceCollection.Name)]
public sealed class LiveCoverageTests(ShippedService shipped)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private LiveCoverage Live => shipped.Service.Get<LiveCoverage>();

    [Fact]
    public async Task Only_scenarios_that_made_use_of_what_changed_are_played_again()
    {
        var repair = await FileAsync(ArtifactKind.Workflow, "repair");
        await Live.OfAsync(Over(repair), Ct);
        (await PlayedForAsync(repair)).ShouldBe(0, "nothing has changed since");

        var all = (await shipped.Scenarios.AllAsync(Ct)).Where(scenario => scenario.IsActive).ToList();
        (await PlayedForAsync(Changed(repair))).ShouldBe(await UsersOfAsync(all, repair.Artifact), "those that go through the drawn workflow, by a call from another too");
        var form = await FileAsync(ArtifactKind.Form, "customer-info-record");
        (await PlayedForAsync(Changed(repair), form with { Content = form.Content + " " })).ShouldBe(await UsersOfAsync(all, form.Artifact), "those that show a form that was changed");
        (await PlayedForAsync(repair)).ShouldBe(await UsersOfAsync(all, repair.Artifact, form.Artifact), "and again when it is taken back");
        (await PlayedForAsync(repair, Changed(await FileAsync(ArtifactKind.Workflow, "monthly-complaint-report")))).ShouldBe(0, "no scenario goes through that workflow");
    }

    [Fact]
    public async Task What_is_remembered_is_what_playing_gives()
    {
        var repair = await FileAsync(ArtifactKind.Workflow, "repair");
        var first = await Live.OfAsync(Over(repair), Ct);
        var again = await Live.OfAsync(Over(repair), Ct);
        var passed = first.PassedBy("repair").ShouldNotBeNull();
        passed.ShouldNotBeEmpty();
        again.PassedBy("repair").ShouldBe(passed, ignoreOrder: true);
        // One that does not pass any more covers nothing.
        var broken = repair with { Content = repair.Content.Replace("isExecutable=\"true\"", "isExecutable=\"false\"", StringComparison.Ordinal) };
        (await Live.OfAsync(Over(broken), Ct)).PassedBy("repair").ShouldNotBe(passed);
        (await Live.OfAsync(Over(repair), Ct)).PassedBy("repair").ShouldBe(passed, ignoreOrder: true);
    }

    [Fact]
    public async Task A_changed_calendar_is_noticed_at_once()
    {
        var training = await FileAsync(ArtifactKind.Workflow, "customer-training");
        (await Live.OfAsync(Over(training), Ct)).PassedBy("customer-training").ShouldNotBeNull("its scenario passes as it is");
        var calendars = shipped.Service.Get<CalendarRegistry>();
        var before = calendars.All;
        var reason = new LocalText("Works holidays");
        var closed = Enumerable.Range(0, 60).Select(day => new CalendarDay(new DateOnly(2026, 11, 23).AddDays(day), DayKind.Holiday, DayHours.None, reason, ToConfirm: false)).ToList();
        try
        {
            foreach (var calendar in before)
                calendars.Put(calendar.With(closed));
            (await Live.OfAsync(Over(training), Ct)).PassedBy("customer-training").ShouldBeNull("its due times are others now");
        }
        finally
        {
            foreach (var calendar in before)
                calendars.Put(calendar);
        }
        (await Live.OfAsync(Over(training), Ct)).PassedBy("customer-training").ShouldNotBeNull();
        (await PlayedForAsync(training)).ShouldBe(0, "nothing has changed since");
    }

    [Fact]
    public async Task Changed_people_and_policies_are_noticed_and_the_same_ones_read_again_are_not()
    {
        var repair = await FileAsync(ArtifactKind.Workflow, "repair");
        await Live.OfAsync(Over(repair), Ct);
        var all = (await shipped.Scenarios.AllAsync(Ct)).Count(scenario => scenario.IsActive);
        var store = shipped.Service.Get<PeopleStore>();
        var person = store.Directory.WithAccountRole(AccountRoles.ProcessOwner)[0];

        await store.SaveAsync(person with { Groups = [.. person.Groups, "intake"] }, ct: Ct);
        (await PlayedForAsync(repair)).ShouldBe(all, "somebody works in another group");
        await store.SaveAsync(person, ct: Ct);
        (await PlayedForAsync(repair)).ShouldBe(all);
        await store.SaveAsync(person, ct: Ct);
        (await PlayedForAsync(repair)).ShouldBe(0, "the same people, read again");

        var standard = (await shipped.Service.Get<EscalationPolicies>().FindAsync(EscalationPolicy.StandardId, Ct))!;
        var draft = PolicyDraft.Of(standard);
        await ApplyAsync(draft with { Steps = [.. draft.Steps!.Select((step, index) => index == 0 ? step! with { Percent = step.Percent + 1 } : step)] });
        (await PlayedForAsync(repair)).ShouldBe(all, "reminders come later");
        await ApplyAsync(draft);
        (await PlayedForAsync(repair)).ShouldBe(all);
        (await PlayedForAsync(repair)).ShouldBe(0);
    }

    private async Task ApplyAsync(PolicyDraft draft)
    {
        var changes = shipped.Service.Get<PolicyChanges>();
        var preview = (await changes.PreviewAsync(EscalationPolicy.StandardId, draft, Language.English, Ct)).Preview.ShouldNotBeNull();
        (await changes.ApplyAsync(EscalationPolicy.StandardId, draft, "For the test", preview.Fingerprint, DesignerFixture.Owner.Id, Language.English, Ct)).ShouldBeOfType<RuleChangeResult.Applied>();
    }

    private async Task<long> PlayedForAsync(params File[] files)
    {
        var before = Live.Count;
        await Live.OfAsync(Over(files), Ct);
        return Live.Count - before;
    }

    private async Task<int> UsersOfAsync(IEnumerable<Scenario> scenarios, params ArtifactId[] parts)
    {
        var users = 0;
        var library = await shipped.Libraries.WithAsync([], Ct);
        foreach (var scenario in scenarios)
            users += (await shipped.Runs.PlayAsync(scenario.Script, library, Ct)).Used.Overlaps(parts) ? 1 : 0;
        users.ShouldBeGreaterThan(0, "otherwise the test would say nothing");
        return users;
    }

    private static File Changed(File file) => file with { Content = file.Content.Replace("</bpmn:definitions>", "<!-- drawn --></bpmn:definitions>", StringComparison.Ordinal) };

    private async Task<File> FileAsync(ArtifactKind kind, string name)
    {
        var id = new ArtifactId(kind, name);
        return new File(id, (await shipped.Service.Get<PublishedArtifacts>().ContentAsync(id, Ct)).ShouldNotBeNull());
    }

    private static IEnumerable<(ArtifactId Artifact, string Content)> Over(params File[] files) => files.Select(file => (file.Artifact, file.Content));

    private sealed record File(ArtifactId Artifact, string Content);
}
