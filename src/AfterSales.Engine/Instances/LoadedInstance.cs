using AfterSales.Bpmn.State;
using AfterSales.Engine.Deployments;

namespace AfterSales.Engine.Instances;

/// <summary>An instance in memory: its token state, the version of it that is stored, and the process it follows.</summary>
internal sealed class LoadedInstance(InstanceState state, long version, DeployedProcess definition)
{
    public InstanceState State => state;

    public DeployedProcess Definition => definition;

    /// <summary>Version of the stored state; 0 while nothing is stored yet.</summary>
    public long Version { get; set; } = version;

    public long Key => state.ProcessInstanceKey;
}
