using AfterSales.Service.Languages;

namespace AfterSales.Service.Workflows;

/// <summary>A deployed version of a workflow.</summary>
public sealed record DeployedWorkflow(long DefinitionKey, string ProcessId, int Version, LocalText Name, string? OwnerDepartment);
