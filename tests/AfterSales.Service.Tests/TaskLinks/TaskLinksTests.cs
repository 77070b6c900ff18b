using AfterSales.Service.TaskLinks;
using AfterSales.Service.Tests.Notifications;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.TaskLinks;

public class TaskLinksTests
{
    private const string ToQuality = """<zeebe:assignmentDefinition candidateGroups="quality-control" />""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_link_opens_its_task_as_often_as_one_likes()
    {
        await using var host = await WithTaskAsync();
        var (key, token) = await LinkAsync(host, "qc-fa");

        for (var i = 0; i < 3; i++)
            (await host.Links.OpenAsync(token, key, Ct)).ShouldBe(new TaskLinkResult.Ok(key, "qc-fa", TaskLinkPurpose.Work), "mail scanners open links before people do");
        (await host.TaskAsync()).State.ShouldBe("CREATED");
    }

    [Fact]
    public async Task A_token_is_short_and_needs_no_escaping()
    {
        await using var host = await WithTaskAsync();
        var (_, token) = await LinkAsync(host, "qc-fa");

        token.Length.ShouldBeLessThan(150);
        token.ShouldMatch("^[A-Za-z0-9_-]+$");
        token.ShouldNotContain("qc-fa");
    }

    [Fact]
    public async Task A_link_expires_on_the_services_clock()
    {
        await using var host = await WithTaskAsync();
        var (key, token) = await LinkAsync(host, "qc-fa");

        host.Clock.Advance(TimeSpan.FromDays(2));

        (await host.Links.OpenAsync(token, ct: Ct)).ShouldBeOfType<TaskLinkResult.Expired>().TaskKey.ShouldBe(key);
    }

    [Fact]
    public async Task A_done_task_says_who_did_it_and_when_even_after_the_link_expired()
    {
        await using var host = await WithTaskAsync();
        var (key, token) = await LinkAsync(host, "qc-fa");
        var doneAt = host.Clock.GetUtcNow();
        (await host.Engine.UserTasks.CompleteAsync(key, by: "qc-zh", ct: Ct)).IsOk.ShouldBeTrue();
        host.Clock.Advance(TimeSpan.FromDays(9));

        var used = (await host.Links.OpenAsync(token, ct: Ct)).ShouldBeOfType<TaskLinkResult.Used>();

        used.DoneBy.ShouldBe("qc-zh");
        used.DoneAt.ShouldBe(doneAt);
        used.ByHimself.ShouldBeFalse();
    }

    [Fact]
    public async Task A_withdrawn_task_is_gone()
    {
        await using var host = await WithTaskAsync();
        var (key, token) = await LinkAsync(host, "qc-fa");
        await host.Engine.Instances.CancelAsync((await host.TaskAsync()).ProcessInstanceKey, ct: Ct);

        (await host.Links.OpenAsync(token, ct: Ct)).ShouldBe(new TaskLinkResult.TaskGone(key, "qc-fa"));
    }

    [Fact]
    public async Task A_task_that_never_was_is_gone()
    {
        await using var host = await WithTaskAsync();
        var token = host.Links.Issue(42, "qc-fa", host.Clock.GetUtcNow().AddDays(1));

        (await host.Links.OpenAsync(token, ct: Ct)).ShouldBe(new TaskLinkResult.TaskGone(42, "qc-fa"));
    }

    [Fact]
    public async Task A_submission_for_another_task_is_told_apart()
    {
        await using var host = await WithTaskAsync();
        var (key, token) = await LinkAsync(host, "qc-fa");

        (await host.Links.OpenAsync(token, key + 1, Ct)).ShouldBe(new TaskLinkResult.OtherTask(key, key + 1));
    }

    [Theory]
    [InlineData("sales-desk")]
    [InlineData("left")]
    [InlineData("nobody")]
    [InlineData("customer:purchasing@customer.example")]
    public async Task A_link_of_somebody_the_task_does_not_wait_for_does_not_open_it(string personId)
    {
        await using var host = await WithTaskAsync();
        var (_, token) = await LinkAsync(host, personId);

        (await host.Links.OpenAsync(token, ct: Ct)).ShouldBeOfType<TaskLinkResult.Reassigned>();
    }

    [Theory]
    [InlineData("qc-head", true)]
    [InlineData("owner", true)]
    [InlineData("sales-desk", false)]
    [InlineData("qc-fa", false)]
    public async Task A_link_to_decide_opens_for_those_above_only(string personId, bool opens)
    {
        await using var host = await WithTaskAsync();
        var key = (await host.TaskAsync()).UserTaskKey;
        var token = host.Links.Issue(key, personId, host.Clock.GetUtcNow().AddDays(1), TaskLinkPurpose.Decide);

        ((await host.Links.OpenAsync(token, ct: Ct)) is TaskLinkResult.Ok).ShouldBe(opens);
    }

    [Fact]
    public async Task Every_altered_token_is_refused()
    {
        await using var host = await WithTaskAsync();
        var (_, token) = await LinkAsync(host, "qc-fa");

        for (var i = 0; i < token.Length - 1; i++)
        {
            var altered = token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..];
            (await host.Links.OpenAsync(altered, ct: Ct)).ShouldBeOfType<TaskLinkResult.Tampered>($"position {i}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("not base64 !")]
    [InlineData("CfDJ8")]
    [InlineData("../../etc/passwd")]
    public async Task What_is_no_token_is_refused(string token)
    {
        await using var host = await WithTaskAsync();

        (await host.Links.OpenAsync(token, ct: Ct)).ShouldBeOfType<TaskLinkResult.Tampered>();
        (await host.Links.OpenAsync(token + new string('A', 5000), ct: Ct)).ShouldBeOfType<TaskLinkResult.Tampered>();
    }

    [Fact]
    public async Task A_cut_or_lengthened_token_is_refused()
    {
        await using var host = await WithTaskAsync();
        var (_, token) = await LinkAsync(host, "qc-fa");

        (await host.Links.OpenAsync(token[..^4], ct: Ct)).ShouldBeOfType<TaskLinkResult.Tampered>();
        (await host.Links.OpenAsync(token + "AAAA", ct: Ct)).ShouldBeOfType<TaskLinkResult.Tampered>();
    }

    [Fact]
    public async Task A_token_of_another_installation_is_refused()
    {
        await using var ours = await WithTaskAsync();
        await using var theirs = await WithTaskAsync();
        var (_, token) = await LinkAsync(theirs, "qc-fa");

        (await ours.Links.OpenAsync(token, ct: Ct)).ShouldBeOfType<TaskLinkResult.Tampered>();
    }

    private static async Task<MailHost> WithTaskAsync()
    {
        var host = await MailHost.StartAsync();
        await host.DeployAsync(MailHost.UserTask(ToQuality));
        await host.StartCaseAsync();
        return host;
    }

    private static async Task<(long Key, string Token)> LinkAsync(MailHost host, string personId)
    {
        var key = (await host.TaskAsync()).UserTaskKey;
        return (key, host.Links.Issue(key, personId, host.Clock.GetUtcNow().AddDays(1)));
    }
}
