using AfterSales.Engine.Variables;

namespace AfterSales.Engine.Instances;

/// <summary>An instance that was started and waited for.</summary>
/// <param name="State">One of <see cref="InstanceStates"/>; active when it had not ended in time. It goes on whatever the caller does.</param>
/// <param name="Variables">Those of the instance itself at its end, of the names that were asked for; empty as long as it runs.</param>
public sealed record InstanceResult(CreatedInstance Created, string State, IReadOnlyList<VariableRow> Variables);
