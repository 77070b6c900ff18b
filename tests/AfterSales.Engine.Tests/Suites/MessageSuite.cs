using AfterSales.Engine.Instances;
using AfterSales.Engine.Messages;
using AfterSales.Engine.Search;
using AfterSales.Engine.Tests.Support;
using AfterSales.Feel.Values;
using Shouldly;
using Xunit;

namespace AfterSales.Engine.Tests.Suites;

public abstract class MessageSuite : EngineSuite
{
    [Fact]
    public async Task A_message_reaches_the_instance_with_its_correlation_key_and_no_other()
    {
        await Test.DeployAsync(Processes.OneMessage());
        var mine = await StartAsync("CMP-1");
        var other = await StartAsync("CMP-2");

        (await PublishAsync("CMP-1", variables: TestEngine.Of(("satisfied", FeelValue.True)))).IsOk.ShouldBeTrue();

        await Test.EndsAsync(mine);
        (await Test.VariableAsync(mine, "satisfied")).ShouldBe(FeelValue.True);
        (await Test.StateOfAsync(other)).ShouldBe(InstanceStates.Active);
        TestEngine.Items(await Engine.Messages.SearchSubscriptionsAsync(new SearchRequest(), Ct)).ShouldHaveSingleItem().CorrelationKey.ShouldBe("CMP-2");
    }

    [Fact]
    public async Task A_message_that_nobody_waits_for_is_kept_until_somebody_does()
    {
        await Test.DeployAsync(Processes.OneMessage());
        await PublishAsync("CMP-1", TimeSpan.FromHours(1));
        TestEngine.Items(await Engine.Messages.SearchAsync(new SearchRequest(), Ct)).ShouldHaveSingleItem();

        await Test.EndsAsync(await StartAsync("CMP-1"));
    }

    [Fact]
    public async Task A_message_beyond_its_time_to_live_reaches_nobody()
    {
        await Test.DeployAsync(Processes.OneMessage());
        await PublishAsync("CMP-1", TimeSpan.FromHours(1));
        await PublishAsync("CMP-1", TimeSpan.Zero);
        Test.Clock.Advance(TimeSpan.FromHours(1));

        var instance = await StartAsync("CMP-1");

        await PublishAsync("CMP-other");
        (await Test.StateOfAsync(instance)).ShouldBe(InstanceStates.Active);
    }

    [Fact]
    public async Task A_dead_message_leaves_no_row()
    {
        await PublishAsync("CMP-1", TimeSpan.FromHours(1));
        Test.Clock.Advance(TimeSpan.FromHours(1));

        await Eventually.Async(async () => (await Engine.Messages.SearchAsync(new SearchRequest(), Ct)).Value.TotalItems.ShouldBe(0));
    }

    [Fact]
    public async Task A_message_reaches_each_process_once_and_the_oldest_instance_first()
    {
        await Test.DeployAsync(Processes.OneMessage());
        await Test.DeployAsync(Processes.OneMessage("another"));
        var older = await StartAsync("CMP-1");
        var younger = await StartAsync("CMP-1");
        var another = await StartAsync("CMP-1", "another");

        await PublishAsync("CMP-1", TimeSpan.FromHours(1));

        await Test.EndsAsync(older);
        await Test.EndsAsync(another);
        (await Test.StateOfAsync(younger)).ShouldBe(InstanceStates.Active);
        var third = await StartAsync("CMP-1");
        (await Test.StateOfAsync(third)).ShouldBe(InstanceStates.Active, "the message has reached this process already");
    }

    [Fact]
    public async Task Two_buffered_messages_reach_two_instances_in_their_order()
    {
        await Test.DeployAsync(Processes.OneMessage());
        await PublishAsync("CMP-1", TimeSpan.FromHours(1), variables: TestEngine.Of(("n", FeelValue.Of(1))));
        await PublishAsync("CMP-1", TimeSpan.FromHours(1), variables: TestEngine.Of(("n", FeelValue.Of(2))));

        var first = await StartAsync("CMP-1");
        await Test.EndsAsync(first);

        (await Test.VariableAsync(first, "n")).ShouldBe(FeelValue.Of(1));
    }

    [Fact]
    public async Task The_same_message_id_is_refused_while_the_first_message_lives()
    {
        await PublishAsync("CMP-1", TimeSpan.FromHours(1), "mail-17");

        var second = await PublishAsync("CMP-1", TimeSpan.FromHours(1), "mail-17");

        second.Failure.Kind.ShouldBe(FailureKind.Conflict);
        (await PublishAsync("CMP-2", TimeSpan.FromHours(1), "mail-17")).IsOk.ShouldBeTrue("the id belongs to name and correlation key");
        Test.Clock.Advance(TimeSpan.FromHours(1));
        (await PublishAsync("CMP-1", TimeSpan.FromHours(1), "mail-17")).IsOk.ShouldBeTrue("the first is dead");
    }

    [Fact]
    public async Task A_completed_instance_is_not_touched_by_a_message()
    {
        await Test.DeployAsync(Processes.OneMessage());
        var instance = await StartAsync("CMP-1");
        await PublishAsync("CMP-1");
        await Test.EndsAsync(instance);

        (await PublishAsync("CMP-1")).IsOk.ShouldBeTrue("a message may find nobody");
        TestEngine.Items(await Engine.History.SearchElementsAsync(SearchRequest.Where("elementId", "end"), Ct)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_non_interrupting_message_event_receives_every_message_once()
    {
        const string boundary =
            """
            <bpmn:boundaryEvent id="note" cancelActivity="false" attachedToRef="task"><bpmn:messageEventDefinition id="d" messageRef="m1" /></bpmn:boundaryEvent>
            <bpmn:endEvent id="noted" />
            """;
        await Test.DeployAsync(Processes.Bpmn(
            "noting",
            Processes.Start() + Processes.UserTask("task") + Processes.End() + boundary + Processes.Chain("start", "task", "end") + Processes.Chain("note", "noted"),
            Processes.Message("m1", "answer", "=key")));
        var instance = await StartAsync("CMP-1", "noting");

        for (var i = 0; i < 5; i++)
            await PublishAsync("CMP-1", TimeSpan.FromHours(1));

        await Eventually.Async(async () => (await Engine.History.SearchElementsAsync(
            SearchRequest.Where("processInstanceKey", instance).And("elementId", "noted"), Ct)).Value.TotalItems.ShouldBe(5));
        (await Test.StateOfAsync(instance)).ShouldBe(InstanceStates.Active);
    }

    [Fact]
    public async Task A_message_start_event_starts_one_instance_of_the_latest_version_per_message()
    {
        const string start = """<bpmn:startEvent id="start"><bpmn:messageEventDefinition id="d" messageRef="m1" /></bpmn:startEvent>""";
        var body = start + Processes.UserTask("task") + Processes.End() + Processes.Chain("start", "task", "end");
        await Test.DeployAsync(Processes.Bpmn("by-message", body, """<bpmn:message id="m1" name="recall" />"""));
        await Test.DeployAsync(Processes.Bpmn("by-message", body + "<!-- second -->", """<bpmn:message id="m1" name="recall" />"""));

        await Engine.Messages.PublishAsync(new PublishMessage("recall", "") { Variables = TestEngine.Of(("model", FeelValue.Of("X1"))) }, ct: Ct);

        await Eventually.Async(async () => TestEngine.Items(await Engine.Instances.SearchAsync(new SearchRequest(), Ct)).ShouldHaveSingleItem()
            .ProcessDefinitionVersion.ShouldBe(2));
        var instance = TestEngine.Items(await Engine.Instances.SearchAsync(new SearchRequest(), Ct)).Single();
        (await Test.VariableAsync(instance.ProcessInstanceKey, "model")).ShouldBe(FeelValue.Of("X1"));
    }

    [Fact]
    public async Task A_message_published_inside_a_commit_exists_only_with_it()
    {
        await Test.DeployAsync(Processes.OneMessage());
        var instance = await StartAsync("CMP-1");

        await Should.ThrowAsync<CommandFailedException>(() => Engine.WriteAsync(commit =>
        {
            MessageApi.Publish(commit, new PublishMessage("answer", "CMP-1"));
            throw new InvalidOperationException("after all not");
        }, ct: Ct));
        (await Test.StateOfAsync(instance)).ShouldBe(InstanceStates.Active);

        await Engine.WriteAsync(commit => { MessageApi.Publish(commit, new PublishMessage("answer", "CMP-1")); }, ct: Ct);
        await Test.EndsAsync(instance);
    }

    private Task<long> StartAsync(string key, string process = "one-message") => Test.StartAsync(process, TestEngine.Of(("key", FeelValue.Of(key))));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Messages_that_must_all_come_begin_one_instance_per_correlation_key_even_when_they_come_at_once(bool atOneStart)
    {
        await Test.DeployAsync(atOneStart ? Processes.StartOfTwoMessages() : Processes.TwoMessagesBegin());

        // Both are published before either has begun an instance, or one of them has: it must make no difference.
        await Task.WhenAll(from key in new[] { "1", "2", "3" } from name in new[] { "ordered", "paid" }
            select Engine.Messages.PublishAsync(new PublishMessage(name, key) { Variables = TestEngine.Of(("key", FeelValue.Of(key))) }, ct: Ct));

        await Eventually.Async(async () => (await Engine.Instances.SearchAsync(SearchRequest.Where("state", InstanceStates.Completed), Ct)).Value.TotalItems.ShouldBe(3));
        (await Engine.Instances.SearchAsync(new SearchRequest(), Ct)).Value.TotalItems.ShouldBe(3);
    }

    [Fact]
    public async Task Of_the_instances_that_messages_of_one_correlation_key_begin_one_runs_at_a_time()
    {
        await Test.DeployAsync(Processes.MessageBegins());
        await BeginAsync("CMP-1", "first");
        await BeginAsync("CMP-1", "second", TimeSpan.FromHours(1));
        await BeginAsync("CMP-1", "third", TimeSpan.FromHours(1));
        await BeginAsync("CMP-1", "lost");
        await BeginAsync("CMP-2", "other");
        await BeginAsync("", "each");
        await BeginAsync("", "each");

        await Eventually.Async(async () => (await RunningAsync()).ShouldBe(["each", "each", "first", "other"]));
        (await Engine.Messages.CorrelateAsync(new PublishMessage("asked", "CMP-1"), ct: Ct)).Failure.Kind.ShouldBe(FailureKind.NotFound, "nobody can take it now");
        await Test.ReopenAsync();

        await CompleteAsync("first");
        await Eventually.Async(async () => (await RunningAsync()).ShouldBe(["each", "each", "other", "second"], "the oldest that waits begins"));
        (await Engine.Instances.CancelAsync((await Test.TasksAsync(SearchRequest.Where("state", "CREATED"))).Single(task => task.Assignee == "second").ProcessInstanceKey, ct: Ct)).IsOk.ShouldBeTrue();
        await Eventually.Async(async () => (await RunningAsync()).ShouldBe(["each", "each", "other", "third"]));
        await CompleteAsync("third");
        await Eventually.Async(async () => (await RunningAsync()).ShouldBe(["each", "each", "other"]));

        (await Engine.Messages.CorrelateAsync(new PublishMessage("asked", "CMP-1") { Variables = TestEngine.Of(("who", FeelValue.Of("last"))) }, ct: Ct)).IsOk.ShouldBeTrue();
        await Eventually.Async(async () => (await RunningAsync()).ShouldBe(["each", "each", "last", "other"]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_second_set_of_messages_that_must_all_come_waits_until_the_first_instance_has_ended(bool atOneStart)
    {
        await Test.DeployAsync(atOneStart ? Processes.StartOfTwoMessages() : Processes.TwoMessagesBegin());
        foreach (var name in new[] { "ordered", "ordered", "paid", "paid" })
            await Engine.Messages.PublishAsync(new PublishMessage(name, "1") { TimeToLive = TimeSpan.FromHours(1), Variables = TestEngine.Of(("key", FeelValue.Of("1"))) }, ct: Ct);

        await Eventually.Async(async () => (await Engine.Instances.SearchAsync(SearchRequest.Where("state", InstanceStates.Completed), Ct)).Value.TotalItems.ShouldBe(2));
        (await Engine.Instances.SearchAsync(new SearchRequest(), Ct)).Value.TotalItems.ShouldBe(2);
    }

    private async Task BeginAsync(string key, string who, TimeSpan ttl = default) => (await Engine.Messages.PublishAsync(
        new PublishMessage("asked", key) { TimeToLive = ttl, Variables = TestEngine.Of(("who", FeelValue.Of(who))) }, ct: Ct)).IsOk.ShouldBeTrue();

    private async Task<List<string?>> RunningAsync() => [.. (await Test.TasksAsync(SearchRequest.Where("state", "CREATED"))).Select(task => task.Assignee).Order(StringComparer.Ordinal)];

    private async Task CompleteAsync(string who) => (await Engine.UserTasks.CompleteAsync(
        (await Test.TasksAsync(SearchRequest.Where("state", "CREATED"))).Single(task => task.Assignee == who).UserTaskKey, ct: Ct)).IsOk.ShouldBeTrue();

    private Task<Outcome<long>> PublishAsync(string key, TimeSpan ttl = default, string? id = null, FeelContext? variables = null) =>
        Engine.Messages.PublishAsync(new PublishMessage("answer", key) { TimeToLive = ttl, MessageId = id, Variables = variables }, ct: Ct);
}
