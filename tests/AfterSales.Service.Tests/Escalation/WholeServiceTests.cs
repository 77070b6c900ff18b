using AfterSales.Service.Deadlines;
using AfterSales.Service.Escalation;
using AfterSales.Service.Languages;
using AfterSales.Service.Mail;
using AfterSales.Service.Timeline;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Escalation;

/// <summary>The shipped complaint workflow, real people, templates and mails: nobody does anything, and time goes on.</summary>
public class WholeServiceTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Someone_who_does_nothing_is_reminded_then_the_superior_is_told_then_the_next_level()
    {
        await using var service = await TestService.StartAsync(workflows: TestWorkflows.Shipped);
        service.Clock.Pin(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero)); // Monday 10:00 in Shanghai
        var number = (await service.SubmitAsync()).CaseNumber;
        await TestService.EventuallyAsync(() => Task.FromResult(service.Get<DeadlineQueries>().ForCase(number).Any(clock => clock.UserTaskKey is not null)));
        var clocks = service.Get<DeadlineQueries>().ForCase(number);
        clocks.ShouldAllBe(clock => clock.Receipt.Calculation != null || !clock.Receipt.IsSet, "every due time explains itself");

        await LetTimePassAsync(service, number, until: mails => mails.Any(mail => mail.Template == "escalation"));

        var mails = await MailsAsync(service, number);
        var first = mails.First(mail => mail.Template is "reminder" or "overdue" or "escalation");
        first.Template.ShouldBe("reminder", "whoever should do it is reminded before anybody above is told");
        var escalation = mails.First(mail => mail.Template == "escalation");
        escalation.Text.ShouldContain(escalation.Language == Language.Persian ? "۱۴۰۵" : "2026");
        escalation.Links.ShouldContain(link => link.Contains("/t/", StringComparison.Ordinal));
        service.Get<DeadlineQueries>().Breaches(number).ShouldNotBeEmpty();
        var timeline = await service.Get<TimelineQueries>().OfCaseAsync(number, Language.Persian, Ct);
        timeline.Select(line => line.Kind).ShouldContain(EscalationTimeline.Escalated);
        timeline.Select(line => line.Kind).ShouldContain(DeadlineTimeline.Missed);
        timeline.Where(line => line.Kind.StartsWith("escalation.", StringComparison.Ordinal) || line.Kind == DeadlineTimeline.Missed)
            .ShouldAllBe(line => line.Title != line.Kind && line.Detail != null, "each entry has its words");
    }

    [Fact]
    public async Task A_clock_moved_by_months_sends_each_person_one_mail_and_nothing_again()
    {
        await using var service = await TestService.StartAsync(workflows: TestWorkflows.Shipped);
        service.Clock.Pin(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));
        var number = (await service.SubmitAsync()).CaseNumber;
        await TestService.EventuallyAsync(() => Task.FromResult(service.Get<DeadlineQueries>().ForCase(number).Any(clock => clock.UserTaskKey is not null)));
        var task = service.Get<DeadlineQueries>().ForCase(number).First(clock => clock.UserTaskKey is not null).UserTaskKey!.Value;

        // A Wednesday on which every calendar works.
        service.Clock.Pin(new DateTimeOffset(2027, 4, 14, 6, 0, 0, TimeSpan.Zero));
        await service.Get<EscalationSweep>().RunOnceAsync(Ct);
        service.Clock.Pin(new DateTimeOffset(2027, 4, 14, 9, 30, 0, TimeSpan.Zero));
        await service.Get<EscalationSweep>().RunOnceAsync(Ct);
        var told = service.Get<EscalationQueries>().ForTask(task).SelectMany(rung => rung.Notices).Where(notice => notice.State == RungState.Told).ToList();
        told.ShouldNotBeEmpty();
        told.Select(notice => notice.PersonId).ShouldBeUnique();

        service.Clock.Pin(new DateTimeOffset(2027, 9, 15, 9, 30, 0, TimeSpan.Zero));
        await service.Get<EscalationSweep>().RunOnceAsync(Ct);
        service.Get<EscalationQueries>().ForTask(task).SelectMany(rung => rung.Notices).Count(notice => notice.State == RungState.Told).ShouldBe(told.Count);
    }

    /// <summary>Hour by hour, a fortnight at most.</summary>
    private static async Task LetTimePassAsync(TestService service, string number, Func<IReadOnlyList<MailView>, bool> until)
    {
        var now = service.Clock.GetUtcNow();
        for (var hours = 1; hours <= 14 * 24; hours++)
        {
            service.Clock.Pin(now.AddHours(hours));
            await service.Get<EscalationSweep>().RunOnceAsync(Ct);
            if (until(await MailsAsync(service, number)))
                return;
        }
        Assert.Fail($"Nothing of the kind happened within a fortnight: {string.Join(", ", (await MailsAsync(service, number)).Select(mail => mail.Template))}");
    }

    private static async Task<IReadOnlyList<MailView>> MailsAsync(TestService service, string number) =>
        [.. (await service.Get<Mailbox>().ListAsync(new MailFilter { CaseNumber = number, Limit = 500 }, Ct)).OrderBy(mail => mail.MailKey)];
}
