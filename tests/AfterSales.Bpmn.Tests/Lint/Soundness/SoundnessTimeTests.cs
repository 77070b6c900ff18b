using System.Runtime.InteropServices;
using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Lint;
using AfterSales.Bpmn.Lint.Soundness;
using AfterSales.Bpmn.Tests.Support;
using Shouldly;
using Xunit;
using static AfterSales.Bpmn.Tests.Support.Xml;

namespace AfterSales.Bpmn.Tests.Lint.Soundness;

/// <summary>
/// Models of 200 to 500 elements are decided in under a second of processor time, whatever they are made of, sound or not. Measured is the time of
/// the thread: how busy the machine is otherwise has little say in it.
/// </summary>
public sealed partial class SoundnessTimeTests(ITestOutputHelper output)
{
    private const int Fewest = 240;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private static readonly LintOptions Patient = LintOptions.Default with { LongestExploration = TimeSpan.FromMinutes(1) };

    public static TheoryData<string> Constructs => [.. ConstructBlocks.All.Keys];

    [Theory]
    [MemberData(nameof(Constructs))]
    public void A_large_model_of_one_construct_is_decided_at_once(string construct)
    {
        var block = ConstructBlocks.All[construct];
        // A block also has the elements within it; a start and an end do not matter.
        var size = Compile(ConstructBlocks.InARow([block]), true).Elements.Count - 4;
        ShouldBeDecided(construct, [.. Enumerable.Repeat(block, Fewest / size + 1)]);
    }

    [Fact]
    public void A_large_model_that_mixes_all_constructs_is_decided_at_once() => ShouldBeDecided("all constructs", [.. ConstructBlocks.All.Values, .. ConstructBlocks.All.Values.Reverse()]);

    /// <summary>With many faults as well: tokens that were doubled by the first block are doubled again by each of the others.</summary>
    [Fact]
    public void A_large_model_with_a_fault_in_every_block_is_decided_at_once()
    {
        Func<string, string>[] blocks = [.. Enumerable.Repeat<Func<string, string>>(ConstructBlocks.JoiningItsOwnEvents, 22)];
        foreach (var content in new[] { ConstructBlocks.InARow(blocks), ConstructBlocks.SideBySide(blocks), ConstructBlocks.Nested(blocks) })
        {
            var verdict = Decide("a fault in every block", Compile(content, isSound: true));
            verdict.Faults.ShouldContain(fault => fault.Kind == FaultKind.Unsynchronised);
        }
    }

    /// <summary>Events whose ways meet at the end: which of them have happened is forgotten behind them.</summary>
    [Fact]
    public void Many_non_interrupting_events_on_one_way_are_decided_at_once()
    {
        var parts = new List<string> { Start(), Service("handle"), ConstructBlocks.Gateway("exclusive", "once") };
        for (var number = 0; number < 110; number++)
            parts.Add(Service($"a{number}") + Boundary($"told{number}", $"a{number}", Duration("PT1H"), interrupting: false) + Chain($"told{number} once"));
        parts.Add(Chain($"start {string.Join(' ', Enumerable.Range(0, 110).Select(number => $"a{number}"))} once handle finish"));
        var verdict = Decide("non-interrupting events that merge", Scenario.Compile(Support.Xml.File(ConstructBlocks.Roots, [.. parts, End("finish")])));
        verdict.Faults.ShouldContain(fault => fault.Kind == FaultKind.Unsynchronised && fault.ElementId == "handle");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_ad_hoc_sub_process_with_many_activities_is_decided_at_once(bool inTurn)
    {
        var numbers = Enumerable.Range(0, 100).ToList();
        string[] activities = [.. numbers.Select(number => Service($"a{number}") + Service($"b{number}")), .. inTurn ? numbers.Select(number => Chain($"a{number} b{number} meet")) : numbers.Select(number => Chain($"a{number} b{number}"))];
        if (inTurn)
            activities = [.. activities, ConstructBlocks.Gateway("exclusive", "meet"), Service("after"), Chain("meet after")];
        ShouldBeDecided(
            $"an ad-hoc sub-process of many activities{(inTurn ? " in turn that meet" : "")}",
            ConstructBlocks.Roots,
            [Start(), inTurn ? InTurn("some", "=todo", "=enough", activities) : AdHoc("some", "=todo", "=enough", true, activities), Chain("start some last")]);
    }

    /// <summary>Each of which may be thrown or not, and meets the rest at once.</summary>
    [Fact]
    public void Many_escalations_out_of_one_sub_process_are_decided_at_once()
    {
        var numbers = Enumerable.Range(0, 60).ToList();
        string[] inner = [Start("begin"), End("inside"), Chain("begin " + string.Join(' ', numbers.Select(number => $"w{number} t{number}")) + " inside"), .. numbers.Select(number => Service($"w{number}") + Throw($"t{number}", OnEscalation($"e{number}")))];
        string[] caught = [.. numbers.Select(number => Boundary($"c{number}", "all", OnEscalation($"e{number}"), false) + Service($"h{number}") + Chain($"c{number} h{number} meet"))];
        ShouldBeDecided(
            "escalations out of one sub-process",
            [.. ConstructBlocks.Roots, .. numbers.Select(number => Escalation($"e{number}", $"CODE{number}"))],
            [Start(), SubProcess("all", "", inner), ConstructBlocks.Gateway("parallel", "meet"), Chain("start all meet last"), .. caught]);
    }

    [Theory]
    [InlineData("message")]
    [InlineData("timer")]
    [InlineData("signal")]
    [InlineData("condition")]
    public void A_process_with_many_start_events_is_decided_at_once(string kind)
    {
        var definitions = Enumerable.Range(0, 110).Select(number => kind switch
        {
            "message" => (Root: Message($"m{number}", $"asked {number}", null), Definition: OnMessage($"m{number}")),
            "timer" => (Root: "", Definition: Cycle("R/P1D")),
            "signal" => (Root: Signal($"s{number}", $"alarm {number}"), Definition: OnSignal($"s{number}")),
            _ => (Root: "", Definition: OnCondition($"=load > {number}")),
        }).ToList();
        ShouldBeDecided(
            $"{kind} start events",
            [.. definitions.Select(one => one.Root), .. ConstructBlocks.Roots],
            [.. definitions.Select((one, number) => Start($"start{number}", inner: one.Definition) + Service($"a{number}") + Chain($"start{number} a{number} last"))]);
    }

    [Theory]
    [InlineData("exclusive")]
    [InlineData("parallel")]
    [InlineData("task")]
    public void A_process_that_messages_begin_is_decided_at_once(string kind)
    {
        var numbers = Enumerable.Range(0, kind == "parallel" ? 12 : 80).ToList();
        var roots = numbers.Select(number => Message($"m{number}", $"asked {number}", "=key"));
        var rows = numbers.Select(number => (kind == "task"
            ? Element("receiveTask", $"e{number}", attributes: $"messageRef=\"m{number}\" instantiate=\"true\"")
            : Catch($"e{number}", OnMessage($"m{number}")) + Chain($"begin e{number}"))
            + string.Concat(Enumerable.Range(0, 240 / numbers.Count).Select(step => Service($"a{number}_{step}")))
            + Chain($"e{number} {string.Join(' ', Enumerable.Range(0, 240 / numbers.Count).Select(step => $"a{number}_{step}"))} meet"));
        var gateway = kind == "task" ? "" : Element("eventBasedGateway", "begin", attributes: $"instantiate=\"true\"{(kind == "parallel" ? " eventGatewayType=\"Parallel\"" : "")}");
        ShouldBeDecided($"begun by messages, {kind}", [.. roots, .. ConstructBlocks.Roots], [gateway, ConstructBlocks.Gateway(kind == "parallel" ? "parallel" : "exclusive", "meet"), Chain("meet last"), .. rows]);
    }

    [Fact]
    public void A_process_with_many_event_sub_processes_is_decided_at_once()
    {
        string[] kinds = [OnMessage("m"), Duration("PT1H"), OnSignal("s"), OnCondition("=ok"), OnError(null), OnEscalation("c")];
        var beside = Enumerable.Range(0, 48).Select(number => EventSubProcess(
            $"beside{number}", $"begun{number}", kinds[number % kinds.Length], number % 2 == 0 || number % kinds.Length == 4, Service($"handle{number}"), Service($"more{number}"), End($"handled{number}"), Chain($"begun{number} handle{number} more{number} handled{number}")));
        ShouldBeDecided("event sub-processes of the process", ConstructBlocks.Roots, [Start(), Throw("told", OnEscalation("c")), Call("call", "other"), Chain("start told call last"), .. beside], deadMayBe: true);
    }

    private void ShouldBeDecided(string what, IReadOnlyList<Func<string, string>> blocks)
    {
        ShouldBeDecided(what + ", in a row", ConstructBlocks.Roots, ConstructBlocks.InARow(blocks));
        ShouldBeDecided(what + ", side by side", ConstructBlocks.Roots, ConstructBlocks.SideBySide(blocks));
        ShouldBeDecided(what + ", nested", ConstructBlocks.Roots, ConstructBlocks.Nested(blocks));
    }

    private void ShouldBeDecided(string what, string[] roots, string[] content, bool deadMayBe = false)
    {
        foreach (var isSound in new[] { true, false })
        {
            var process = Compile(roots, content, isSound);
            var verdict = Decide(what + (isSound ? "" : ", with a fault"), process);
            var faults = verdict.Faults.Where(fault => !deadMayBe || fault.Kind != FaultKind.Dead).Select(fault => $"{fault.Kind} {fault.ElementId}").ToList();
            faults.ShouldBe(isSound ? [] : ["Deadlock wrong"], what);
        }
    }

    private SoundnessVerdict Decide(string what, CompiledProcess process)
    {
        process.Elements.Count.ShouldBeInRange(200, 500, what);
        var (verdict, spent) = Measure(process);
        // On a crowded machine caches and the collector take their part of a thread's time: what is too slow is so every time.
        for (var again = 0; again < 2 && spent >= Longest; again++)
            (verdict, spent) = Measure(process);
        output.WriteLine($"{spent.TotalMilliseconds,6:0} ms, {verdict.States,6} states, {process.Elements.Count} elements: {what}");
        verdict.IsDecided.ShouldBeTrue(what);
        spent.ShouldBeLessThan(Longest, what);
        return verdict;
    }

    private static (SoundnessVerdict Verdict, TimeSpan Spent) Measure(CompiledProcess process)
    {
        var before = ProcessorTime();
        var verdict = SoundnessCheck.Check(process, Patient);
        return (verdict, ProcessorTime() - before);
    }

    private static CompiledProcess Compile(string[] content, bool isSound) => Compile(ConstructBlocks.Roots, content, isSound);

    private static CompiledProcess Compile(string[] roots, string[] content, bool isSound) => Scenario.Compile(Support.Xml.File(roots, [.. content, .. ConstructBlocks.Ending(isSound)]));

    /// <summary>What this thread has used of a processor.</summary>
    private static TimeSpan ProcessorTime()
    {
        const int threadClock = 3;
        ReadClock(threadClock, out var time).ShouldBe(0);
        return TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromTicks(time.Nanoseconds / TimeSpan.NanosecondsPerTick);
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ReadClock(int clock, out ClockTime time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct ClockTime
    {
        public readonly long Seconds;
        public readonly long Nanoseconds;
    }
}
