using AfterSales.Bpmn.Compilation;

namespace AfterSales.Bpmn.Lint.Soundness;

/// <summary>Nodes and flows of a net that no element or flow of the file is: their numbers lie behind those of the file.</summary>
internal sealed class NetNumbers(CompiledProcess process)
{
    private int Elements => process.Elements.Count;

    /// <summary>How many numbers nodes can have.</summary>
    private int Nodes => 5 * Elements + process.Flows.Count;

    /// <summary>What begins by itself in an ad-hoc sub-process is entered by a flow that no file has.</summary>
    public int FlowInto(int element) => process.Flows.Count + element;

    /// <summary>The second phase of a complex gateway.</summary>
    public int ResetOf(int element) => Elements + element;

    /// <summary>The error that leaves a scope.</summary>
    public int FailureOf(int element) => 2 * Elements + element;

    /// <summary>The choice among the flows with conditions that leave an element beside others; of both phases of a complex gateway.</summary>
    public int ChoiceOf(int element) => 3 * Elements + element;

    /// <summary>A node between the two phases of a gateway and a flow that can be taken in both.</summary>
    public int RelayOf(int flow) => 5 * Elements + flow;

    /// <summary>The flow by which each phase enters a relay.</summary>
    public int FlowIntoRelay(int flow, bool waitingForStart) => FlowInto(RelayOf(flow)) + (waitingForStart ? 0 : Nodes);

    public int TargetOf(int flow) => flow < process.Flows.Count ? process.Flows[flow].TargetIndex : (flow - process.Flows.Count) % Nodes;
}
