namespace AfterSales.Engine.Deployments;

/// <summary>A deployed version of a process.</summary>
public sealed record ProcessDefinitionRow
{
    public long ProcessDefinitionKey { get; init; }
    public string ProcessDefinitionId { get; init; } = "";
    public string? Name { get; init; }
    public int Version { get; init; }
    public string? VersionTag { get; init; }
    public string ResourceName { get; init; } = "";
    public string Checksum { get; init; } = "";
    public long DeploymentKey { get; init; }
    public DateTimeOffset DeployedAt { get; init; }
    public bool IsLatestVersion { get; init; }
    public bool IsDeleted { get; init; }

    /// <summary>One of <see cref="DefinitionStates"/>, where the row was searched for.</summary>
    public string State { get; init; } = DefinitionStates.Active;

    /// <summary>Form of the start event, when it names one.</summary>
    public string? StartFormId { get; init; }
}

/// <summary>Spellings of where a version of a process stands.</summary>
public static class DefinitionStates
{
    public const string Active = "ACTIVE";

    /// <summary>Deleted; instances that were begun before go on.</summary>
    public const string Draining = "DRAINING";

    /// <summary>Deleted, and nothing runs on it.</summary>
    public const string Deleted = "DELETED";
}

/// <summary>A deployed version of a decision.</summary>
public sealed record DecisionDefinitionRow
{
    public long DecisionDefinitionKey { get; init; }
    public string DecisionDefinitionId { get; init; } = "";
    public string? Name { get; init; }
    public int Version { get; init; }
    public long DecisionRequirementsKey { get; init; }
    public string DecisionRequirementsId { get; init; } = "";
    public string? DecisionRequirementsName { get; init; }
    public string ResourceName { get; init; } = "";
    public long DeploymentKey { get; init; }
    public bool IsLatestVersion { get; init; }
}

/// <summary>A deployed version of a DMN file: decisions and what they require of each other.</summary>
public sealed record DecisionRequirementsRow
{
    public long DecisionRequirementsKey { get; init; }
    public string DecisionRequirementsId { get; init; } = "";
    public string? Name { get; init; }
    public int Version { get; init; }
    public string ResourceName { get; init; } = "";
    public long DeploymentKey { get; init; }
    public bool IsLatestVersion { get; init; }
}

/// <summary>A deployed version of a form, without its schema.</summary>
public sealed record FormRow
{
    public long FormKey { get; init; }
    public string FormId { get; init; } = "";
    public int Version { get; init; }
    public string ResourceName { get; init; } = "";
    public long DeploymentKey { get; init; }
    public DateTimeOffset DeployedAt { get; init; }
    public bool IsLatestVersion { get; init; }
}

/// <summary>A form with its form-js schema (JSON text).</summary>
public sealed record Form(long FormKey, string FormId, int Version, string Schema);
