using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Tests.Support;
using AfterSales.Feel.Values;
using Shouldly;
using Xunit;

namespace AfterSales.Bpmn.Tests.Random;

/// <summary>
/// Random block-structured processes on random ways through them, compared after every step with the reference: what
/// waits must be the same, and the instance must end when the reference says so. The scenario makes every step on a
/// stored and reloaded state as well.
/// </summary>
public class RandomProcessTests
{
    private const int Processes = 300;
    private const int MostSteps = 60;

    [Fact]
    public void Random_processes_behave_like_the_reference()
    {
        var first = Environment.GetEnvironmentVariable("AFTERSALES_SEED") is { Length: > 0 } given
            ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture)
            : System.Random.Shared.Next(1_000_000);
        TestContext.Current.TestOutputHelper?.WriteLine($"AFTERSALES_SEED={first}");
        var count = Environment.GetEnvironmentVariable("AFTERSALES_CASES") is { Length: > 0 } cases ? int.Parse(cases, System.Globalization.CultureInfo.InvariantCulture) : Processes;
        for (var seed = first; seed < first + count; seed++)
            try
            {
                Run(seed);
            }
            catch (Exception problem)
            {
                throw new ShouldAssertException($"The process of seed {seed} behaves differently; run again with AFTERSALES_SEED={seed}.\n{new BlockGenerator(seed).Process().Show()}\n{problem.Message}", problem);
            }
    }

    /// <summary>Begun by a receive task, a conditional start event, or the events behind a gateway that begins instances, one of them or all.</summary>
    [Fact]
    public void Random_processes_that_events_begin_behave_like_the_reference()
    {
        var first = Environment.GetEnvironmentVariable("AFTERSALES_SEED") is { Length: > 0 } given
            ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture)
            : System.Random.Shared.Next(1_000_000);
        TestContext.Current.TestOutputHelper?.WriteLine($"AFTERSALES_SEED={first}");
        for (var seed = first; seed < first + (Processes / 2); seed++)
        {
            var beginning = BegunProcess.Of(seed);
            try
            {
                var process = Scenario.Compile(BlockDrawing.Of(beginning));
                process.StartTriggers.None.ShouldBeNull();
                process.FindStart(BegunProcess.Id(beginning.First)).ShouldNotBeNull();
                Run(seed, new Scenario(process).Start("""{"path": ""}""", BegunProcess.Id(beginning.First)), Term.Begin(beginning, ""));
            }
            catch (Exception problem)
            {
                throw new ShouldAssertException($"The process of seed {seed} behaves differently; run again with AFTERSALES_SEED={seed}.\n{beginning.Show()}\n{problem.Message}", problem);
            }
        }
    }

    private static void Run(int seed)
    {
        var block = new BlockGenerator(seed).Process();
        Run(seed, new Scenario(Scenario.Compile(BlockDrawing.Of(block))).Start("""{"path": ""}"""), Term.Inside.Of(Term.Begin(block, ""), []));
    }

    private static void Run(int seed, Scenario scenario, Term expected)
    {
        var random = new System.Random(seed);
        for (var step = 0; step < MostSteps; step++)
        {
            scenario.State.Incidents.Select(element => element.Incident!.Message).ShouldBeEmpty($"step {step}");
            Waiting(scenario).ShouldBe(Waits(expected), $"after step {step}");
            if (expected.IsDone)
                break;
            var happening = Pick(random, [.. expected.Next(errorsAreCaught: false)]);
            expected = expected.After(happening, []) ?? throw new InvalidOperationException($"The reference lost {happening}.");
            Make(scenario, happening);
        }
        if (expected.IsDone)
            scenario.ShouldBeCompleted();
        else
            scenario.Advance(new CancelInstance()).EveryWaitShouldBeClosed();
    }

    /// <summary>
    /// A migration is made of names alone: to a version in which every element has another name and back again, after every step of
    /// random ways, the state must be what it was, and the instance goes its way as if nothing had happened.
    /// </summary>
    [Fact]
    public void There_and_back_through_another_version_changes_nothing()
    {
        var first = Environment.GetEnvironmentVariable("AFTERSALES_SEED") is { Length: > 0 } given
            ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture)
            : System.Random.Shared.Next(1_000_000);
        for (var seed = first; seed < first + (Processes / 10); seed++)
            try
            {
                ThereAndBack(seed);
            }
            catch (Exception problem)
            {
                throw new ShouldAssertException($"The process of seed {seed} was changed by a migration; run again with AFTERSALES_SEED={seed}.\n{new BlockGenerator(seed).Process().Show()}\n{problem.Message}", problem);
            }
    }

    private static void ThereAndBack(int seed)
    {
        var block = new BlockGenerator(seed).Process();
        var random = new System.Random(seed);
        var xml = BlockDrawing.Of(block);
        var scenario = new Scenario(Scenario.Compile(xml)).Start("""{"path": ""}""");
        var original = scenario.Process;
        var ids = original.Elements.Where(element => element.ScopeIndex >= 0).Select(element => element.Id).Distinct().ToList();
        var other = Scenario.Compile(ids.Aggregate(xml, (text, id) => text.Replace($"\"{id}\"", $"\"other_{id}\"", StringComparison.Ordinal)));
        var expected = Term.Inside.Of(Term.Begin(block, ""), []);
        for (var step = 0; step < MostSteps && !expected.IsDone; step++)
        {
            var before = Stored(scenario);
            scenario.Migrate(other, string.Join(' ', ids.Select(id => $"{id}=other_{id}")));
            Stored(scenario).ShouldNotBe(before);
            scenario.Migrate(original, string.Join(' ', ids.Select(id => $"other_{id}={id}")));
            Stored(scenario).ShouldBe(before, $"after step {step}");
            var happening = Pick(random, [.. expected.Next(errorsAreCaught: false)]);
            expected = expected.After(happening, []) ?? throw new InvalidOperationException($"The reference lost {happening}.");
            Make(scenario, happening);
        }
    }

    private static string Stored(Scenario scenario) =>
        System.Text.RegularExpressions.Regex.Replace(System.Text.Encoding.UTF8.GetString(scenario.State.Serialize()), "\"processDefinitionKey\":[0-9]+", "");

    private static Happening Pick(System.Random random, IReadOnlyList<Happening> possible) => possible[random.Next(possible.Count)];

    private static List<string> Waits(Term term) =>
        [.. term.Next(errorsAreCaught: false).Where(happening => happening.Kind != "error").Select(happening => $"{happening.Kind} {happening.Id} {happening.Path}").Order(StringComparer.Ordinal)];

    private static List<string> Waiting(Scenario scenario)
    {
        var jobs = scenario.State.ActiveElements.Where(element => element.JobKey is not null).Select(element => $"done {element.ElementId} {Path(scenario, element.Key)}");
        var timers = scenario.State.ActiveElements.SelectMany(element => element.Timers.Select(timer => $"timer {timer.TargetElementId} {PathAround(scenario, element.Key)}"));
        var signals = scenario.State.ActiveElements.SelectMany(element => element.Signals.Select(signal => $"signal {signal.TargetElementId} {PathAround(scenario, element.Key)}"));
        var messages = scenario.State.ActiveElements.SelectMany(element => element.Messages.Select(message => $"message {message.TargetElementId} {PathAround(scenario, element.Key)}"));
        return [.. jobs.Concat(timers).Concat(signals).Concat(messages).Order(StringComparer.Ordinal)];
    }

    private static void Make(Scenario scenario, Happening happening)
    {
        if (happening.Kind == "timer")
        {
            var host = scenario.State.ActiveElements.First(element => element.Timers.Any(timer => timer.TargetElementId == happening.Id) && PathAround(scenario, element.Key) == happening.Path);
            scenario.Advance(new FireTimer(host.Timers.First(timer => timer.TargetElementId == happening.Id).Key, host.Key));
            return;
        }
        if (happening.Kind == "signal")
        {
            var waiting = scenario.State.ActiveElements.First(element => element.Signals.Any(signal => signal.TargetElementId == happening.Id) && PathAround(scenario, element.Key) == happening.Path);
            scenario.Advance(new CatchSignal(waiting.Signals.First(signal => signal.TargetElementId == happening.Id).Key, waiting.Key, FeelContext.Empty));
            return;
        }
        if (happening.Kind == "message")
        {
            var waiting = scenario.State.ActiveElements.First(element => element.Messages.Any(message => message.TargetElementId == happening.Id));
            scenario.Advance(new CorrelateMessage(waiting.Messages.First(message => message.TargetElementId == happening.Id).Key, waiting.Key, 9, FeelContext.Empty));
            return;
        }
        var job = scenario.State.ActiveElements.First(element => element.JobKey is not null && element.ElementId == happening.Id && Path(scenario, element.Key) == happening.Path);
        scenario.Advance(happening.Kind == "done"
            ? new CompleteJob(job.JobKey!.Value, job.Key, FeelContext.Empty)
            : new ThrowJobError(job.JobKey!.Value, job.Key, "FAILED", null, FeelContext.Empty));
    }

    private static string Path(Scenario scenario, long key) => ((FeelString)scenario.State.FindVariable(key, "path")!).Value;

    /// <summary>A multi-instance body has no path of its own; its timers belong to the scope around it.</summary>
    private static string PathAround(Scenario scenario, long key) => Path(scenario, scenario.State.Find(key)!.ScopeKey);
}
