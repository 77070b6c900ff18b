using System.Text;
using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.Reading;
using AfterSales.Bpmn.State;
using AfterSales.Feel;
using AfterSales.Feel.Values;
using Shouldly;

namespace AfterSales.Bpmn.Tests.Lint.Soundness;

/// <summary>
/// Runs the real interpreter through everything that can happen to a process, with every answer of <c>choose()</c>. What it
/// saw is compared with what the soundness check foretells.
/// </summary>
internal sealed class InterpreterWalk
{
    private const int MostStates = 3_000;

    private readonly CompiledProcess process;
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<(byte[] State, IReadOnlySet<(long Scope, string Id)> Begun)> states = [];
    private readonly List<(int From, int To)> steps = [];
    private readonly HashSet<int> endings = [];
    private Answers answers = new([]);
    private long lastKey = 100;

    public InterpreterWalk(string xml)
    {
        var read = BpmnReader.Read(Encoding.UTF8.GetBytes(xml));
        var feel = new FeelCompiler(new FeelFunctionDefinition("choose", [], 0, _ => answers.Next()));
        var compilation = ProcessCompiler.Compile(read.Model!, feel);
        compilation.Problems.ShouldBeEmpty(xml);
        process = compilation.Processes.Single();
        IsComplete = Walk();
    }

    public CompiledProcess Process => process;

    /// <summary>False when there was more to see than a test should.</summary>
    public bool IsComplete { get; }

    public bool GotStuck { get; private set; }

    /// <summary>Two tokens were in one element, or on one flow to a join.</summary>
    public bool Doubled { get; private set; }

    public HashSet<string> Entered { get; } = new(StringComparer.Ordinal);

    /// <summary>From some state no end, and no fault, can be reached.</summary>
    public bool RunsForEver { get; private set; }

    private bool Walk()
    {
        Follow(-1, InstanceState.Create(new NewInstance { ProcessInstanceKey = 1, ProcessDefinitionKey = 7 }).Serialize(), new StartInstance(FeelContext.Empty, null), new HashSet<(long, string)>());
        for (var number = 0; number < states.Count; number++)
        {
            if (states.Count > MostStates)
                return false;
            var (before, begun) = states[number];
            foreach (var trigger in Possible(InstanceState.Deserialize(before), begun).ToList())
                Follow(number, before, trigger, begun);
        }
        var into = steps.ToLookup(step => step.To, step => step.From);
        var ends = new HashSet<int>();
        var open = new Stack<int>(endings);
        while (open.TryPop(out var number))
            if (ends.Add(number))
                foreach (var from in into[number])
                    open.Push(from);
        RunsForEver = Enumerable.Range(0, states.Count).Any(number => !ends.Contains(number));
        return true;
    }

    /// <summary>Makes a step with every row of answers: each question asked beyond the given answers is tried both ways.</summary>
    private void Follow(int from, byte[] before, Trigger trigger, IReadOnlySet<(long Scope, string Id)> begun)
    {
        var rows = new Stack<IReadOnlyList<bool>>([[]]);
        while (rows.TryPop(out var row))
        {
            answers = new Answers(row);
            var state = InstanceState.Deserialize(before);
            var result = Interpreter.Advance(process, state, trigger, new InterpreterContext { Now = DateTimeOffset.UnixEpoch, NextKey = () => ++lastKey, MaximumSteps = 500 });
            for (var asked = row.Count; asked < answers.Asked.Count; asked++)
                rows.Push([.. answers.Asked.Take(asked), true]);
            foreach (var entered in result.OfType<ElementActivated>())
                Entered.Add(entered.ElementId);
            Note(from, state, WasDoubled(InstanceState.Deserialize(before), result, state), [.. begun, .. result.OfType<ElementActivated>().Select(entered => (entered.ScopeKey, entered.ElementId))]);
        }
    }

    private void Note(int from, InstanceState state, bool wasDoubled, HashSet<(long Scope, string Id)> begun)
    {
        if (state.Status != InstanceStatus.Active)
        {
            endings.Add(from);
            return;
        }
        if (wasDoubled || IsDoubled(state))
        {
            Doubled = true;
            endings.Add(from);
            return;
        }
        if (state.Incidents.FirstOrDefault() is { } broken)
        {
            broken.Incident!.Message.ShouldStartWith("Tokens wait at");
            GotStuck = true;
            endings.Add(from);
            return;
        }
        // In an ad-hoc sub-process in which nothing is active what was done can be begun again.
        begun.RemoveWhere(one => state.Find(one.Scope) is not { Type: ElementType.AdHocSubProcess, IsEmpty: false } || !IsBegunBySomebody(one.Id));
        foreach (var scope in state.ActiveElements.Where(element => element is { Type: ElementType.AdHocSubProcess, IsEmpty: false }))
            begun.UnionWith(scope.Queue.Select(waiting => (scope.Key, waiting.ElementId)));
        var view = View(state, 0, begun);
        if (!numbers.TryGetValue(view, out var number))
        {
            numbers[view] = number = states.Count;
            states.Add((state.Serialize(), begun));
        }
        steps.Add((from, number));
    }

    private bool IsBegunBySomebody(string id) => process.FindElement(id) is { } element && process.Elements[element.ScopeIndex].Activatable.Contains(element.Index);

    private IEnumerable<Trigger> Possible(InstanceState state, IReadOnlySet<(long Scope, string Id)> begun)
    {
        foreach (var element in state.ActiveElements)
        {
            foreach (var activity in process.Element(element.ElementId, element.Type).Activatable.Select(index => process.Elements[index].Id).Where(id => !begun.Contains((element.Key, id))))
                yield return new ActivateAdHoc(element.Key, [new AdHocActivation(activity, FeelContext.Empty)]);
            if (element.JobKey is { } job)
            {
                yield return new CompleteJob(job, element.Key, FeelContext.Empty);
                if (IsCaught(state, element))
                    yield return new ThrowJobError(job, element.Key, "FAILED", null, FeelContext.Empty);
            }
            if (element.UserTaskKey is { } task)
                yield return new CompleteUserTask(task, element.Key, FeelContext.Empty);
            foreach (var timer in element.Timers)
                yield return new FireTimer(timer.Key, element.Key);
        }
    }

    private bool IsCaught(InstanceState state, ElementInstance element)
    {
        for (var host = element; host is not null; host = state.Find(host.ScopeKey))
            if (process.Element(host.ElementId).BoundaryEvents.Any(index => process.Elements[index].Event is ErrorEvent))
                return true;
        return false;
    }

    private static bool IsDoubled(InstanceState state) =>
        state.ActiveElements.Where(element => element.ScopeKey != 0).GroupBy(element => (element.ScopeKey, element.ElementId)).Any(group => group.Count() > 1)
        || state.ActiveElements.Any(element => element.Arrivals.Values.Any(tokens => tokens > 1));

    /// <summary>A complex gateway counts tokens: a second one on a flow can be what lets it go on, so that the first is gone when the step is over.</summary>
    private bool WasDoubled(InstanceState before, AdvanceResult result, InstanceState after)
    {
        var effects = result.ToList();
        return before.ActiveElements.Any(scope => after.Find(scope.Key) is { } still && scope.Arrivals.Keys.Any(flow => still.Arrivals.GetValueOrDefault(flow) > 0
            && effects.FindIndex(effect => effect is SequenceFlowTaken taken && taken.FlowId == flow) is >= 0 and var came
            && effects.FindIndex(came, effect => effect is ElementActivated { Type: ElementType.ComplexGateway } gone && gone.ElementId == TargetOf(flow)) >= 0));
    }

    private string TargetOf(string flow) => process.Elements[process.FindFlow(flow)!.TargetIndex].Id;

    /// <summary>What is where, without keys.</summary>
    private static string View(InstanceState state, long scope, IReadOnlySet<(long Scope, string Id)> begun) => string.Join(' ', state.ActiveElements.Where(element => element.ScopeKey == scope)
        .Select(element => $"{element.ElementId}[{string.Join(',', element.Timers.Select(timer => timer.TargetElementId).Order(StringComparer.Ordinal))};{string.Join(',', element.Arrivals.Keys)};{View(state, element.Key, begun)}]"
            + $"{string.Join(',', element.Queue.Select(waiting => waiting.ElementId))}{(element.IsConditionMet ? "!" : "")}{string.Join(',', begun.Where(one => one.Scope == element.Key).Select(one => one.Id).Order(StringComparer.Ordinal))}")
        .Order(StringComparer.Ordinal));

    /// <summary>Answers "no" beyond what was given.</summary>
    private sealed class Answers(IReadOnlyList<bool> given)
    {
        public List<bool> Asked { get; } = [];

        public FeelValue Next()
        {
            var answer = Asked.Count < given.Count && given[Asked.Count];
            Asked.Add(answer);
            return FeelValue.Of(answer);
        }
    }
}
