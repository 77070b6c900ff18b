using AfterSales.Bpmn.Interpretation;
using AfterSales.Engine.Outbox;
using AfterSales.Engine.Search;
using AfterSales.Engine.Tests.Support;
using Shouldly;
using Xunit;

namespace AfterSales.Engine.Tests.Suites;

public abstract class OutboxSuite : EngineSuite
{
    private Func<OutboxItem, OutboxOutcome> _deliver = _ => OutboxOutcome.Delivered;
    private Delivering _mail = null!;

    private protected override void Arrange(TestEngine test)
    {
        _mail = new Delivering("mail", item => _deliver(item));
        test.OutboxHandlers.Add(_mail);
    }

    [Fact]
    public async Task An_item_is_delivered_after_its_commit_with_the_key_it_was_given()
    {
        var key = await EnqueueAsync("hello");

        await StateAsync(key, OutboxStates.Delivered);
        _mail.Items.ShouldHaveSingleItem().ShouldBe(new OutboxItem(key, "mail", "hello", null, 1, Test.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task A_mail_for_a_task_is_sent_only_if_the_task_was_stored()
    {
        Test.Observers.Add(Observing.Effects<UserTaskCreated>((commit, task) => commit.Outbox.Enqueue("mail", task.ElementId)));
        Test.Observers.Add(Observing.Effects<UserTaskCreated>((commit, _) =>
        {
            if (commit.Instance!.BusinessKey == "bad")
                throw new InvalidOperationException("no");
        }));
        await Test.ReopenAsync();
        await Test.DeployAsync(Processes.OneTask());

        await Should.ThrowAsync<CommandFailedException>(() => Test.StartAsync("one-task", businessKey: "bad"));
        await Test.StartAsync("one-task", businessKey: "good");

        await Eventually.Holds(() => _mail.Items.ShouldHaveSingleItem());
        (await Engine.Outbox.SearchAsync(new SearchRequest(), Ct)).Value.TotalItems.ShouldBe(1);
    }

    [Fact]
    public async Task A_dedupe_key_that_is_known_gives_the_earlier_item_and_sends_nothing_again()
    {
        var first = await EnqueueAsync("hello", "task-1");
        await StateAsync(first, OutboxStates.Delivered);

        (await EnqueueAsync("hello again", "task-1")).ShouldBe(first);

        (await EnqueueAsync("other", "task-2")).ShouldNotBe(first);
        await Eventually.Holds(() => _mail.Items.Count.ShouldBe(2));
    }

    [Fact]
    public async Task A_delivery_that_fails_is_tried_again_with_the_same_key_after_its_back_off()
    {
        var down = true;
        _deliver = item => down ? OutboxOutcome.Retry(TimeSpan.FromMinutes(3), "server down") : OutboxOutcome.Delivered;
        var key = await EnqueueAsync("hello");
        await Eventually.Async(async () => (await Engine.Outbox.GetAsync(key, Ct))!.LastError.ShouldBe("server down"));
        (await Engine.Outbox.GetAsync(key, Ct))!.DueAt.ShouldBe(Test.Clock.GetUtcNow().AddMinutes(3));
        down = false;

        Test.Clock.Advance(TimeSpan.FromMinutes(3));

        await StateAsync(key, OutboxStates.Delivered);
        _mail.Items.Select(item => (item.Key, item.Attempt)).ShouldBe([(key, 1), (key, 2)]);
    }

    [Fact]
    public async Task A_handler_that_throws_counts_as_a_failed_delivery_and_holds_up_nobody()
    {
        _deliver = item => item.Payload == "bad" ? throw new InvalidOperationException("cannot") : OutboxOutcome.Delivered;
        var bad = await EnqueueAsync("bad");
        var good = await EnqueueAsync("good");

        await StateAsync(good, OutboxStates.Delivered);
        await Eventually.Async(async () => (await Engine.Outbox.GetAsync(bad, Ct))!.LastError.ShouldBe("cannot"));
    }

    [Fact]
    public async Task An_item_given_up_stays_until_somebody_has_it_tried_again()
    {
        _deliver = _ => OutboxOutcome.GiveUp("no such address");
        var key = await EnqueueAsync("hello");
        await StateAsync(key, OutboxStates.Failed);
        _deliver = _ => OutboxOutcome.Delivered;

        (await Engine.Outbox.TryAgainAsync(key, Ct)).IsOk.ShouldBeTrue();

        await StateAsync(key, OutboxStates.Delivered);
        (await Engine.Outbox.TryAgainAsync(key, Ct)).Failure.Kind.ShouldBe(FailureKind.Conflict);
        (await Engine.Outbox.TryAgainAsync(4711, Ct)).Failure.Kind.ShouldBe(FailureKind.NotFound);
    }

    [Fact]
    public async Task An_item_for_later_waits_for_its_time()
    {
        var later = await Engine.WriteAsync(commit => commit.Outbox.Enqueue("mail", "later", dueAt: commit.Now.AddHours(2)), ct: Ct);
        await StateAsync(await EnqueueAsync("now"), OutboxStates.Delivered);
        (await Engine.Outbox.GetAsync(later, Ct))!.State.ShouldBe(OutboxStates.Pending);

        Test.Clock.Advance(TimeSpan.FromHours(2));

        await StateAsync(later, OutboxStates.Delivered);
    }

    [Fact]
    public async Task Items_left_over_by_a_stop_are_delivered_after_the_restart()
    {
        await Test.ReopenAsync(workers: false);
        var keys = new List<long>();
        for (var i = 0; i < 25; i++)
            keys.Add(await EnqueueAsync($"mail {i}"));

        await Test.ReopenAsync();

        await Eventually.Holds(() => _mail.Items.Select(item => item.Key).Order().ShouldBe(keys));
    }

    private Task<long> EnqueueAsync(string payload, string? dedupe = null) =>
        Engine.WriteAsync(commit => commit.Outbox.Enqueue("mail", payload, dedupe), ct: Ct);

    private Task StateAsync(long key, string state) => Eventually.Async(async () => (await Engine.Outbox.GetAsync(key, Ct))!.State.ShouldBe(state));
}
