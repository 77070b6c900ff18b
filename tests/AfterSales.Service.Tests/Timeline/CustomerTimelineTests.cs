using AfterSales.Service.Cases;
using AfterSales.Service.Languages;
using AfterSales.Service.Timeline;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Timeline;

public sealed class CustomerTimelineTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 8, 30, 0, TimeSpan.Zero);

    [Fact]
    public void The_customer_is_spoken_to_in_every_language()
    {
        (string Kind, string Name, TimelineValue Fact)[] story =
        [
            (TimelineKinds.CaseReceived, "subject", TimelineValue.Of("Seam breaks")),
            ("mail.written", "subject", TimelineValue.Of("Request CMP-2026-0001")),
            Status(CaseStatus.InProgress),
            Status(CaseStatus.WaitingForCustomer),
            (TimelineKinds.CustomerReplied, "text", TimelineValue.Of("Since Monday")),
        ];
        Titles(Language.English, story).ShouldBe(
            ["We have your request", "We wrote to you: Request CMP-2026-0001", "We are working on it", "We need something from you", "You wrote to us"]);
        Titles(Language.Persian, story).ShouldBe(
            ["درخواست شما به ما رسید", "برای شما نوشتیم: Request CMP-2026-0001", "به درخواست شما رسیدگی می‌کنیم", "به پاسخ شما نیاز داریم", "شما برای ما نوشتید"]);
        Titles(Language.Chinese, story).ShouldBe(
            ["我们已收到您的请求", "我们给您发了邮件：Request CMP-2026-0001", "我们正在处理您的请求", "我们需要您的答复", "您给我们留言"]);
        Tell(Language.English, story)[^1].Detail.ShouldBe("Since Monday", "his own words are his to read");
        Tell(Language.English, story)[0].Detail.ShouldBeNull();
    }

    [Fact]
    public void A_status_the_case_comes_back_to_says_so()
    {
        Titles(Language.English, [Status(CaseStatus.InProgress), Status(CaseStatus.WaitingForCustomer), Status(CaseStatus.InProgress)])
            .ShouldBe(["We are working on it", "We need something from you", "We are working on it again"]);
    }

    [Fact]
    public void Of_lines_that_read_the_same_the_latest_stays_and_the_newest_is_last()
    {
        var mail = ("mail.written", "subject", TimelineValue.Of("A question"));
        var waiting = Status(CaseStatus.WaitingForCustomer);
        var lines = Tell(Language.English, [mail, waiting, Status(CaseStatus.InProgress), waiting, mail, waiting]);
        lines.Select(line => line.Title).ShouldBe(
            ["We need something from you", "We are working on it", "We wrote to you: A question", "We need something from you once more"]);
        lines.Select(line => line.At).ShouldBe([Start.AddHours(1), Start.AddHours(2), Start.AddHours(4), Start.AddHours(5)]);
    }

    [Fact]
    public void Messages_with_different_words_all_stay()
    {
        var lines = Tell(Language.English, [.. new[] { "One", "Two" }.Select(text => (TimelineKinds.CustomerReplied, "text", TimelineValue.Of(text)))]);
        lines.Select(line => line.Detail).ShouldBe(["One", "Two"]);
    }

    [Fact]
    public void Every_status_has_words_for_the_customer()
    {
        foreach (var status in Enum.GetValues<CaseStatus>())
            Titles(Language.Chinese, [Status(status)]).ShouldHaveSingleItem().ShouldStartWith(status is CaseStatus.Received or CaseStatus.InProgress or CaseStatus.WaitingForCustomer ? "我们" : "您的");
    }

    private static (string Kind, string Name, TimelineValue Fact) Status(CaseStatus status) =>
        (TimelineKinds.StatusChanged, "status", TimelineValue.Of(status));

    private static IEnumerable<string> Titles(Language language, (string, string, TimelineValue)[] story) =>
        Tell(language, story).Select(line => line.Title);

    /// <summary>The story told with an hour between its events.</summary>
    private static IReadOnlyList<TimelineLine> Tell(Language language, (string Kind, string Name, TimelineValue Fact)[] story) =>
        new CustomerTimeline(language, new Service.People.Directory([]), TimeZoneInfo.Utc).Tell(story.Select((happened, hours) => (
            new TimelineLine { Key = hours, At = Start.AddHours(hours), Kind = happened.Kind, Title = happened.Kind, ForCustomer = true },
            (IReadOnlyDictionary<string, TimelineValue>)new Dictionary<string, TimelineValue> { [happened.Name] = happened.Fact })));
}
