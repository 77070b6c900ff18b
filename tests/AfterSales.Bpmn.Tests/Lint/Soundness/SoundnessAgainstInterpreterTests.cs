using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Lint;
using AfterSales.Bpmn.Lint.Soundness;
using AfterSales.Bpmn.Model;
using Shouldly;
using Xunit;

namespace AfterSales.Bpmn.Tests.Lint.Soundness;

/// <summary>What the soundness check foretells of random processes is what happens when the interpreter runs through all their ways.</summary>
public sealed class SoundnessAgainstInterpreterTests
{
    private const int Processes = 200;

    private static readonly LintOptions Patient = LintOptions.Default with { LongestExploration = TimeSpan.FromMinutes(1) };

    [Fact]
    public void The_check_foretells_what_the_interpreter_does() => Compare(RandomFlow.Of, Processes, isOne: false);

    /// <summary>Activities begun side by side or in turn, in any order and number, with and without a condition that ends them.</summary>
    [Fact]
    public void What_happens_in_an_ad_hoc_sub_process_is_foretold_exactly() => Compare(seed => RandomFlow.OfOne(seed, isAdHoc: true), Processes, isOne: true);

    /// <summary>Escalations thrown once, perhaps, or several times, that meet the way of the sub-process they leave running.</summary>
    [Fact]
    public void When_an_escalation_that_does_not_interrupt_happens_is_foretold_exactly() => Compare(seed => RandomFlow.OfOne(seed, isAdHoc: false), Processes, isOne: true);

    private static void Compare(Func<int, string> draw, int count, bool isOne)
    {
        var first = Environment.GetEnvironmentVariable("AFTERSALES_SEED") is { Length: > 0 } given
            ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture)
            : System.Random.Shared.Next(1_000_000);
        var seen = new Dictionary<string, int>();
        for (var seed = first; seed < first + count; seed++)
        {
            var xml = draw(seed);
            try
            {
                foreach (var kind in Compare(new InterpreterWalk(xml), isOne))
                    seen[kind] = seen.GetValueOrDefault(kind) + 1;
            }
            catch (Exception problem)
            {
                throw new ShouldAssertException($"The process of seed {seed} behaves differently; run again with AFTERSALES_SEED={seed}.\n{xml}\n{problem.Message}", problem);
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"AFTERSALES_SEED={first}: " + string.Join(", ", seen.OrderBy(kind => kind.Key).Select(kind => $"{kind.Key} {kind.Value}")));
        string[] kinds = ["Sound", nameof(FaultKind.Deadlock), nameof(FaultKind.Unsynchronised)];
        foreach (var kind in kinds)
            seen.GetValueOrDefault(kind).ShouldBeGreaterThan(5, $"{kind}: the random processes are of many kinds");
    }

    private static IEnumerable<string> Compare(InterpreterWalk walk, bool isOne)
    {
        var verdict = SoundnessCheck.Check(walk.Process, Patient, reduces: false);
        verdict.IsDecided.ShouldBeTrue();
        var kinds = verdict.Faults.Select(fault => fault.Kind).ToHashSet();
        ReductionTests.ShouldAgree(walk.Process, verdict);
        if (!walk.IsComplete)
            return ["TooLarge"];
        // A faulty sub-process is taken as completing, so that its fault is told once: what is told of the parts around it may never come to pass.
        if (!isOne && verdict.Faults.Any(fault => fault.Kind != FaultKind.Dead && IsInner(walk.Process, fault.ElementId)))
        {
            (walk.GotStuck || walk.Doubled || walk.RunsForEver).ShouldBeTrue("the fault of the sub-process comes to pass");
            return ["Inner"];
        }
        kinds.Contains(FaultKind.Unsynchronised).ShouldBe(walk.Doubled, "two tokens in one place");
        if (walk.Doubled)
            return [nameof(FaultKind.Unsynchronised)];
        kinds.Contains(FaultKind.Deadlock).ShouldBe(walk.GotStuck, "tokens that wait for ever");
        kinds.Contains(FaultKind.Endless).ShouldBe(walk.RunsForEver, "no way to an end");
        if (kinds.Count == 0)
            return ["Sound"];
        if (walk.GotStuck)
            return [nameof(FaultKind.Deadlock)];
        foreach (var dead in verdict.Faults.Where(fault => fault.Kind == FaultKind.Dead))
            walk.Entered.ShouldNotContain(dead.ElementId, "a dead element");
        return kinds.Select(kind => kind.ToString());
    }

    private static bool IsInner(CompiledProcess process, string elementId) => process.Elements[process.FindElement(elementId)!.ScopeIndex].Type != ElementType.Process;
}
