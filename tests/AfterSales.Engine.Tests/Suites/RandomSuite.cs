using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Reading;
using AfterSales.Bpmn.State;
using AfterSales.Bpmn.Tests.Random;
using AfterSales.Engine.Broadcasting;
using AfterSales.Engine.Conditionals;
using AfterSales.Engine.Deployments;
using AfterSales.Engine.Messages;
using AfterSales.Engine.Search;
using AfterSales.Engine.Tests.Support;
using AfterSales.Feel;
using AfterSales.Feel.Values;
using Dapper;
using Shouldly;
using Xunit;

namespace AfterSales.Engine.Tests.Suites;

/// <summary>
/// Random processes on random ways, with the engine closed and opened again after every step, before what the step asked for in the background need have
/// happened. After each step the stored state is that of the same way without an engine, without a store and without restarts.
/// <c>AFTERSALES_SEED</c> repeats a failure, <c>AFTERSALES_CASES</c> sets how many processes there are.
/// </summary>
public abstract partial class RandomSuite : EngineSuite
{
    private const int AtOnce = 40;
    private const int MostSteps = 15;

    protected virtual int Cases => 200;

    [Fact]
    public Task Random_processes_are_the_same_with_a_restart_after_every_step() => RunAsync(Cases, Way.Of);

    /// <summary>Begun by a receive task, a conditional start event, or the events behind a gateway that begins instances, one of them or all.</summary>
    [Fact]
    public Task Random_processes_that_events_begin_are_the_same_with_a_restart_after_every_step() => RunAsync(Cases / 2, Way.Begun);

    private async Task RunAsync(int cases, Func<int, DateTimeOffset, Way> draw)
    {
        var first = Setting("AFTERSALES_SEED") ?? System.Random.Shared.Next(1_000_000);
        var last = first + (Setting("AFTERSALES_CASES") ?? cases);
        TestContext.Current.TestOutputHelper?.WriteLine($"AFTERSALES_SEED={first}");
        for (var seed = first; seed < last; seed += AtOnce)
            await RunAsync([.. Enumerable.Range(seed, Math.Min(AtOnce, last - seed)).Select(one => draw(one, Test.Clock.GetUtcNow()))]);
    }

    private async Task RunAsync(List<Way> ways)
    {
        var deployed = await Test.DeployAsync([.. ways.Select(way => Processes.Resource($"{way.ProcessId}.bpmn", way.Xml))]);
        foreach (var way in ways)
            await BeginAsync(way, deployed.Processes.Single(process => process.ProcessDefinitionId == way.ProcessId).ProcessDefinitionKey);
        for (var step = 0; ; step++)
        {
            await Test.ReopenAsync();
            foreach (var way in ways.Where(way => way.Instance == 0))
                await Eventually.Async(async () => way.Instance = TestEngine.Items(await Engine.Instances.SearchAsync(SearchRequest.Where("processDefinitionId", way.ProcessId), Ct)).ShouldHaveSingleItem(way.ProcessId).ProcessInstanceKey);
            foreach (var way in ways)
                await CompareAsync(way, step);
            if (step == MostSteps)
                break;
            foreach (var way in ways.Where(way => !way.IsOver))
                await MakeAsync(way);
        }
        foreach (var way in ways.Where(way => !way.IsOver))
            (await Engine.Instances.CancelAsync(way.Instance, ct: Ct)).IsOk.ShouldBeTrue();
        await NothingIsLeftAsync();
    }

    /// <summary>What an event begins is there only after the engine was opened again.</summary>
    private async Task BeginAsync(Way way, long definition)
    {
        switch (way.BegunBy)
        {
            case null:
                way.Instance = await Test.StartAsync(way.ProcessId, way.Variables);
                break;
            case { Kind: BegunByKind.ConditionalStarts }:
                (await Engine.Conditions.EvaluateAsync(new EvaluateConditions(way.Variables) { DefinitionKey = definition }, ct: Ct)).IsOk.ShouldBeTrue();
                break;
            case { First: var first }:
                (await Engine.Messages.PublishAsync(new PublishMessage(way.MessageOf(first), "one") { Variables = way.Variables }, ct: Ct)).IsOk.ShouldBeTrue();
                break;
        }
    }

    private Task CompareAsync(Way way, int step) => Eventually.Async(async () =>
    {
        var expected = way.IsOver ? null : Way.Normal(Encoding.UTF8.GetString(way.State.Serialize()));
        var stored = await StateAsync(way);
        (stored is null ? null : Way.Normal(stored)).ShouldBe(expected, $"after step {step} of AFTERSALES_SEED={way.Seed}: {way.Shown}");
    });

    private async Task MakeAsync(Way way)
    {
        var happening = way.Step();
        var state = InstanceState.Deserialize(Encoding.UTF8.GetBytes((await StateAsync(way))!));
        switch (Way.Find(state, happening))
        {
            case FireTimer timer:
                (await Engine.WriteAsync(commit => commit.MoveTimer(timer.TimerKey, commit.Now), ct: Ct)).ShouldBeTrue();
                break;
            case CatchSignal signal:
                var name = state.Find(signal.ElementInstanceKey)!.Signals.Single(wait => wait.Key == signal.SubscriptionKey).SignalName;
                (await Engine.Signals.BroadcastAsync(new BroadcastSignal(name), ct: Ct)).IsOk.ShouldBeTrue();
                break;
            case CorrelateMessage message:
                var awaited = state.Find(message.ElementInstanceKey)!.Messages.Single(wait => wait.Key == message.SubscriptionKey).MessageName;
                (await Engine.Messages.PublishAsync(new PublishMessage(awaited, "one"), ct: Ct)).IsOk.ShouldBeTrue();
                break;
            case ThrowJobError error:
                (await Engine.Jobs.ThrowErrorAsync(error.JobKey, error.ErrorCode, ct: Ct)).IsOk.ShouldBeTrue();
                break;
            case CompleteJob job:
                (await Engine.Jobs.CompleteAsync(job.JobKey, ct: Ct)).IsOk.ShouldBeTrue();
                break;
        }
    }

    private Task<string?> StateAsync(Way way) => Engine.ReadAsync(
        db => db.QueryFirstOrDefault<string?>("SELECT state_json FROM engine_instance_states WHERE instance_key = @Instance", new { way.Instance }), Ct);

    private async Task NothingIsLeftAsync()
    {
        string[] open =
        [
            "engine_instance_states", "engine_timers", "engine_signal_subscriptions", "engine_message_subscriptions", "engine_outbox",
            "engine_jobs WHERE ended_at IS NULL", "engine_element_instances WHERE ended_at IS NULL", "engine_process_instances WHERE ended_at IS NULL",
        ];
        foreach (var table in open)
            await Eventually.Async(async () => (await Engine.ReadAsync(db => db.ExecuteScalar<long>($"SELECT COUNT(*) FROM {table}"), Ct)).ShouldBe(0, table));
    }

    private static int? Setting(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : null;

    /// <summary>One process and the way taken through it, undisturbed.</summary>
    private sealed partial class Way
    {
        private readonly CompiledProcess process;
        private readonly System.Random random;
        private readonly InterpreterContext context;
        private Term expected;
        // As long as the engine's keys, so that both are told from other numbers.
        private long lastKey = 1_000_000_000_000_000;

        private Way(int seed, DateTimeOffset now, string xml, string shown, Term begun, BegunProcess? begunBy)
        {
            (Seed, Shown, BegunBy) = (seed, shown, begunBy);
            Xml = xml.Replace("<bpmn:process id=\"p\"", $"<bpmn:process id=\"{ProcessId}\"", StringComparison.Ordinal).Replace("name=\"begins ", $"name=\"{ProcessId} begins ", StringComparison.Ordinal);
            random = new System.Random(seed);
            expected = begun;
            var compilation = ProcessCompiler.Compile(BpmnReader.Read(Encoding.UTF8.GetBytes(Xml)).Model!, new FeelCompiler());
            compilation.Problems.ShouldBeEmpty();
            process = compilation.Processes.Single();
            context = new InterpreterContext { Now = now, NextKey = () => ++lastKey, Zone = TimeZoneInfo.FindSystemTimeZoneById(new EngineOptions().TimeZone) };
            // Of a message that begins an instance the correlation key is its business key.
            var businessKey = begunBy is null or { Kind: BegunByKind.ConditionalStarts } ? null : "one";
            State = InstanceState.Create(new NewInstance { ProcessDefinitionKey = ++lastKey, ProcessInstanceKey = ++lastKey, BusinessKey = businessKey });
            Advance(new StartInstance(Variables, begunBy is null ? null : BegunProcess.Id(begunBy.First)));
        }

        public static Way Of(int seed, DateTimeOffset now)
        {
            var block = new BlockGenerator(seed).Process(depth: 3);
            return new Way(seed, now, BlockDrawing.Of(block), block.Show(), Term.Inside.Of(Term.Begin(block, PathOf(seed)), []), null);
        }

        public static Way Begun(int seed, DateTimeOffset now)
        {
            var beginning = BegunProcess.Of(seed);
            return new Way(seed, now, BlockDrawing.Of(beginning), beginning.Show(), Term.Begin(beginning, PathOf(seed)), beginning);
        }

        public int Seed { get; }
        public string Shown { get; }

        /// <summary>The events one of which begins it; null for a none start event.</summary>
        public BegunProcess? BegunBy { get; }
        public string Xml { get; }
        public string ProcessId => $"case{Seed}";
        public InstanceState State { get; }
        public long Instance { get; set; }
        public FeelContext Variables => BegunBy is { Kind: BegunByKind.ConditionalStarts, First: var way }
            ? TestEngine.Of(("path", FeelValue.Of(PathOf(Seed))), ("way", FeelValue.Of(way)))
            : TestEngine.Of(("path", FeelValue.Of(PathOf(Seed))));

        /// <summary>The message that one of the ways begins with.</summary>
        public string MessageOf(int way) => $"{ProcessId} begins {way}";

        /// <summary>The reference says so; <see cref="CompareAsync"/> then expects no state.</summary>
        public bool IsOver => expected.IsDone;

        private static string PathOf(int seed) => $"c{seed}";

        /// <summary>Makes the next step, and tells what happened.</summary>
        public Happening Step()
        {
            List<Happening> possible = [.. expected.Next(errorsAreCaught: false)];
            var happening = possible[random.Next(possible.Count)];
            expected = expected.After(happening, []) ?? throw new InvalidOperationException($"The reference lost {happening}.");
            Advance(Find(State, happening));
            (State.Status != InstanceStatus.Active).ShouldBe(IsOver, $"AFTERSALES_SEED={Seed}");
            return happening;
        }

        /// <summary>What has to be told to an instance so that it happens.</summary>
        public static Trigger Find(InstanceState state, Happening happening)
        {
            foreach (var element in state.ActiveElements)
                switch (happening.Kind)
                {
                    case "timer" when element.Timers.FirstOrDefault(timer => timer.TargetElementId == happening.Id) is { } timer && PathOf(element.ScopeKey) == happening.Path:
                        return new FireTimer(timer.Key, element.Key);
                    case "signal" when element.Signals.FirstOrDefault(signal => signal.TargetElementId == happening.Id) is { } signal && PathOf(element.ScopeKey) == happening.Path:
                        return new CatchSignal(signal.Key, element.Key, FeelContext.Empty);
                    case "message" when element.Messages.FirstOrDefault(message => message.TargetElementId == happening.Id) is { } message:
                        return new CorrelateMessage(message.Key, element.Key, 9, FeelContext.Empty);
                    case "done" or "error" when element.JobKey is { } job && element.ElementId == happening.Id && PathOf(element.Key) == happening.Path:
                        return happening.Kind == "done" ? new CompleteJob(job, element.Key, FeelContext.Empty) : new ThrowJobError(job, element.Key, "FAILED", null, FeelContext.Empty);
                }
            throw new ShouldAssertException($"Nothing waits for {happening}.");

            string PathOf(long key) => ((FeelString)state.FindVariable(key, "path")!).Value;
        }

        /// <summary>A state whose keys are numbered in their order.</summary>
        public static string Normal(string json)
        {
            var keys = Key().Matches(json).Select(match => match.Value).Distinct().OrderBy(long.Parse).ToList();
            return Key().Replace(json, match => $"{keys.IndexOf(match.Value)}");
        }

        private void Advance(Trigger trigger) => Interpreter.Advance(process, State, trigger, context).Applied.ShouldBeTrue();

        [GeneratedRegex(@"\b\d{12,}\b")]
        private static partial Regex Key();
    }
}
