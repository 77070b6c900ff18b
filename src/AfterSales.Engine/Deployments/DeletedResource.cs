namespace AfterSales.Engine.Deployments;

/// <summary>What was deleted.</summary>
/// <param name="BatchKey">The batch operation that deletes the ended instances (of a process) or the evaluations (of decisions), where that was asked for.</param>
public sealed record DeletedResource(long Key, string ResourceName, long? BatchKey, string? BatchType);

/// <summary>A deployed file: a process, a file of decisions or a form.</summary>
/// <param name="Id">Of the process, the requirements or the form.</param>
public sealed record ResourceRow(long Key, string Id, string Name, int Version, string? VersionTag);
