using System.Text;
using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Lint;
using AfterSales.Bpmn.Lint.Soundness;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.Reading;
using AfterSales.Bpmn.Tests.Random;
using AfterSales.Bpmn.Tests.Support;
using AfterSales.Feel;
using AfterSales.Feel.Values;
using Shouldly;
using Xunit;
using static AfterSales.Bpmn.Tests.Support.Xml;

namespace AfterSales.Bpmn.Tests.Lint.Soundness;

/// <summary>The reduced form of a process is judged as the process itself, and large processes are decided at once.</summary>
public sealed class ReductionTests
{
    private const int Processes = 1_000;

    private static readonly LintOptions Patient = LintOptions.Default with { LongestExploration = TimeSpan.FromMinutes(1) };

    [Fact]
    public void Random_processes_are_judged_alike_with_and_without_reduction()
    {
        var count = Environment.GetEnvironmentVariable("AFTERSALES_CASES") is { Length: > 0 } cases ? int.Parse(cases, System.Globalization.CultureInfo.InvariantCulture) : Processes;
        var first = FirstSeed();
        var feel = new FeelCompiler(new FeelFunctionDefinition("choose", [], 0, _ => FeelValue.Of(true)));
        var (sound, faulty) = (0, 0);
        for (var seed = first; seed < first + count; seed++)
        {
            var xml = Mutation.Of(RandomFlow.Of(seed), seed);
            var compilation = ProcessCompiler.Compile(BpmnReader.Read(Encoding.UTF8.GetBytes(xml)).Model!, feel);
            if (!compilation.IsOk)
                continue;
            try
            {
                var drawn = SoundnessCheck.Check(compilation.Processes[0], Patient with { MostStates = 5_000 }, reduces: false);
                if (!drawn.IsDecided)
                    continue;
                ShouldAgree(compilation.Processes[0], drawn);
                (sound, faulty) = drawn.IsSound ? (sound + 1, faulty) : (sound, faulty + 1);
            }
            catch (ShouldAssertException problem)
            {
                throw new ShouldAssertException($"The process of seed {seed} is judged differently; run again with AFTERSALES_SEED={seed}.\n{xml}\n{problem.Message}", problem);
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"AFTERSALES_SEED={first}: sound {sound}, faulty {faulty}");
        sound.ShouldBeGreaterThan(count / 20);
        faulty.ShouldBeGreaterThan(count / 20);
    }

    [Fact]
    public void Large_random_processes_of_nested_blocks_are_decided_in_under_a_second()
    {
        var first = FirstSeed();
        var (largest, slowest) = (0, TimeSpan.Zero);
        for (var seed = first; largest < 300 || seed < first + 10; seed++)
        {
            var process = Scenario.Compile(BlockDrawing.Of(new BlockGenerator(seed).Process(6)));
            var verdict = SoundnessCheck.Check(process, LintOptions.Default);
            // The second is one by the clock, which runs on while others have the processor.
            for (var again = 0; again < 4 && !verdict.IsDecided; again++)
                verdict = SoundnessCheck.Check(process, LintOptions.Default);
            verdict.IsDecided.ShouldBeTrue($"seed {seed}: {process.Elements.Count} elements");
            // Some of the errors that are caught cannot be thrown, and behind an escalation that interrupts nothing happens; all else is right by construction.
            verdict.Faults.ShouldAllBe(fault => fault.Kind == FaultKind.Dead && (process.Element(fault.ElementId).Event is ErrorEvent || FollowsEscalation(process, fault.ElementId)), $"seed {seed}: {Show(verdict)}");
            largest = Math.Max(largest, process.Elements.Count);
            slowest = verdict.Elapsed > slowest ? verdict.Elapsed : slowest;
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {first}: {largest} elements at most, {slowest.TotalMilliseconds:0} ms at most");
    }

    [Fact]
    public void Ten_parallel_branches_of_six_steps_are_sound()
    {
        var verdict = Check(SoundnessTests.Branches(10, 6));
        verdict.IsSound.ShouldBeTrue("seven to the power of ten states are not looked at one by one");
        verdict.States.ShouldBeLessThan(10);
    }

    [Fact]
    public void Parallel_loops_of_some_hundred_steps_are_sound()
    {
        var parts = new List<string> { Start(), Element("parallelGateway", "split"), Element("parallelGateway", "join"), End(), Chain("start split"), Chain("join end") };
        for (var loop = 0; loop < 20; loop++)
        {
            parts.Add(Element("exclusiveGateway", $"in{loop}") + Element("exclusiveGateway", $"out{loop}", attributes: $"default=\"out{loop}_join\""));
            parts.AddRange(Enumerable.Range(0, 10).Select(step => Service($"s{loop}_{step}")));
            parts.Add(Chain($"split in{loop} {string.Join(' ', Enumerable.Range(0, 10).Select(step => $"s{loop}_{step}"))} out{loop} join") + Flow($"out{loop}", $"in{loop}", "=again"));
        }
        Check([.. parts]).IsSound.ShouldBeTrue();
    }

    [Fact]
    public void One_wrong_gateway_among_many_branches_is_found()
    {
        string[] inner = [Element("exclusiveGateway", "choice", attributes: "default=\"choice_x\""), Service("x"), Service("y"), Element("parallelGateway", "wrong"), Chain("b3_5 choice x wrong join"), Flow("choice", "y", "=y"), Chain("y wrong")];
        var content = SoundnessTests.Branches(10, 6).Select(part => part.Replace("""<bpmn:sequenceFlow id="b3_5_join" sourceRef="b3_5" targetRef="join"/>""", "", StringComparison.Ordinal));
        var fault = Check([.. content, .. inner]).Faults.ShouldHaveSingleItem();
        fault.Kind.ShouldBe(FaultKind.Deadlock);
        fault.Places.ShouldContain("wrong");
        fault.Trace.ShouldContain("b3_5", "the way leads through what was put together");
    }

    [Fact]
    public void Branches_that_cross_are_explored() => Check(SoundnessTests.Tangle(3)).IsSound.ShouldBeTrue();

    private static SoundnessVerdict Check(params string[] content) => SoundnessCheck.Check(Scenario.Compile(Process(content)), LintOptions.Default);

    /// <summary>What the reduced form alone tells is true, and it is silent only where nothing is wrong.</summary>
    internal static void ShouldAgree(CompiledProcess process, SoundnessVerdict drawn)
    {
        var reduced = SoundnessCheck.Check(process, Patient with { ReduceAbove = 0 });
        reduced.IsDecided.ShouldBeTrue();
        reduced.IsSound.ShouldBe(drawn.IsSound, $"drawn: {Show(drawn)}; reduced: {Show(reduced)}");
        if (drawn.Faults.All(fault => fault.Kind == FaultKind.Dead))
            reduced.Faults.Select(fault => fault.ElementId).ShouldBe(drawn.Faults.Select(fault => fault.ElementId), "the same elements are dead");
    }

    private static int FirstSeed() => Environment.GetEnvironmentVariable("AFTERSALES_SEED") is { Length: > 0 } given
        ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture)
        : System.Random.Shared.Next(1_000_000);

    // At once, or on ways that all come from one.
    private static bool FollowsEscalation(CompiledProcess process, string elementId)
    {
        var element = process.Elements.First(element => element.Id == elementId);
        return element.Incoming.Any(flow => process.Elements[process.Flows[flow].SourceIndex].Event is EscalationEvent) || IsBehind(process, element.Index, []);
    }

    private static bool IsBehind(CompiledProcess process, int index, HashSet<int> seen)
    {
        var element = process.Elements[index];
        if (element is { Type: ElementType.IntermediateThrowEvent, Event: EscalationEvent } || !seen.Add(index))
            return true;
        if (element.Type == ElementType.Process)
            return false;
        List<int> before = element.AttachedTo is { } host ? [host] : [.. element.Incoming.Select(flow => process.Flows[flow].SourceIndex)];
        return before.Count > 0 ? before.TrueForAll(source => IsBehind(process, source, seen)) : IsBehind(process, element.ScopeIndex, seen);
    }

    private static string Show(SoundnessVerdict verdict) => string.Join(", ", verdict.Faults.Select(fault => $"{fault.Kind} {fault.ElementId} [{string.Join(' ', fault.Trace)}]"));
}
