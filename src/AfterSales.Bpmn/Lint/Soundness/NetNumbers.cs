using AfterSales.Bpmn.Compilation;

namespace AfterSales.Bpmn.Lint.Soundness;

/// <summary>Nodes and flows of a net that no element or flow of the file is: their numbers lie behind those of the file.</summary>
internal sealed class NetNumbers(CompiledProcess process)
{
    /// <summary>States that the activities of one net can have together.</summary>
    public const int MostStates = 10_000;

    private readonly List<int> targets = [];
    private int states;

    private int Elements => process.Elements.Count;

    /// <summary>Nodes with a number of their own; behind them the states of activities.</summary>
    private int Named => 7 * Elements + process.Flows.Count;

    /// <summary>How many numbers nodes can have.</summary>
    private int Nodes => Named + MostStates;

    /// <summary>A flow that no file has, where one into the node is enough.</summary>
    public int FlowInto(int node) => process.Flows.Count + node;

    /// <summary>A flow that no file has, one of several into the node.</summary>
    public int NewFlowInto(int node)
    {
        var flow = process.Flows.Count + (2 * Nodes) + targets.Count;
        targets.Add(node);
        return flow;
    }

    /// <summary>A state of an activity; each call gives another.</summary>
    public int NewState() => Named + (states++ % MostStates);

    /// <summary>The second phase of a complex gateway.</summary>
    public int ResetOf(int element) => Elements + element;

    /// <summary>The completion of an activity that has states.</summary>
    public int CompletionOf(int element) => 2 * Elements + element;

    /// <summary>The error that leaves a scope.</summary>
    public int FailureOf(int element) => 3 * Elements + element;

    /// <summary>The choice among the flows with conditions that leave an element beside others; of both phases of a complex gateway.</summary>
    public int ChoiceOf(int element) => 4 * Elements + element;

    /// <summary>A node between the two phases of a gateway and a flow that can be taken in both.</summary>
    public int RelayOf(int flow) => 6 * Elements + flow;

    /// <summary>An activity of an ad-hoc sub-process before it is begun.</summary>
    public int IdleOf(int element) => 6 * Elements + process.Flows.Count + element;

    /// <summary>The flow by which each phase enters a relay.</summary>
    public int FlowIntoRelay(int flow, bool waitingForStart) => FlowInto(RelayOf(flow)) + (waitingForStart ? 0 : Nodes);

    public int TargetOf(int flow) =>
        flow < process.Flows.Count ? process.Flows[flow].TargetIndex
        : flow < process.Flows.Count + (2 * Nodes) ? (flow - process.Flows.Count) % Nodes
        : targets[flow - process.Flows.Count - (2 * Nodes)];
}
