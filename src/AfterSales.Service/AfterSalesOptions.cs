using AfterSales.Engine;

namespace AfterSales.Service;

/// <summary>What an operator may set about the domain (section <c>AfterSales</c> of the settings).</summary>
public sealed record AfterSalesOptions
{
    /// <summary>Settings of the engine; attachments are kept in a folder below its data directory.</summary>
    public EngineOptions Engine { get; init; } = new();

    /// <summary>Folder with the workflows, decisions and forms to deploy at start; null deploys nothing.</summary>
    public string? WorkflowsDirectory { get; init; } = "workflows";

    /// <summary>Adds demo people to a database that knows nobody.</summary>
    public bool DemoPeople { get; init; } = true;

    /// <summary>Where the contents of attachments are kept.</summary>
    public string AttachmentsDirectory => Path.Combine(Engine.DataDirectory, "attachments");
}
