namespace AfterSales.Engine.Statistics;

/// <summary>The running instances of all versions of a process.</summary>
public sealed record ProcessCount
{
    public string ProcessDefinitionId { get; init; } = "";
    public string? LatestProcessDefinitionName { get; init; }
    public bool HasMultipleVersions { get; init; }
    public long ActiveInstancesWithoutIncidentCount { get; init; }
    public long ActiveInstancesWithIncidentCount { get; init; }
}

/// <summary>The running instances of one version of a process.</summary>
public sealed record VersionCount
{
    public long ProcessDefinitionKey { get; init; }
    public string ProcessDefinitionId { get; init; } = "";
    public string? ProcessDefinitionName { get; init; }
    public int ProcessDefinitionVersion { get; init; }
    public long ActiveInstancesWithoutIncidentCount { get; init; }
    public long ActiveInstancesWithIncidentCount { get; init; }
}

/// <summary>The open message subscriptions of a version, and how many of its instances hold them.</summary>
public sealed record SubscriptionCount
{
    public long ProcessDefinitionKey { get; init; }
    public string ProcessDefinitionId { get; init; } = "";
    public long ProcessInstancesWithActiveSubscriptions { get; init; }
    public long ActiveSubscriptions { get; init; }
}

/// <summary>How many instances an error stops.</summary>
public sealed record ErrorCount
{
    public string ErrorMessage { get; init; } = "";
    public long ActiveInstancesWithErrorCount { get; init; }

    /// <summary>A number for the message, by which its instances are asked for; different messages may share one.</summary>
    public int ErrorHashCode => Hash(ErrorMessage);

    /// <summary>As Java computes the hash of a text, since clients may compute it too: Java SE API, String.hashCode.</summary>
    public static int Hash(string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var hash = 0;
        foreach (var unit in message)
            hash = unchecked((31 * hash) + unit);
        return hash;
    }
}

/// <summary>How many instances of a version an error stops.</summary>
public sealed record ErrorVersionCount
{
    public long ProcessDefinitionKey { get; init; }
    public string ProcessDefinitionId { get; init; } = "";
    public string? ProcessDefinitionName { get; init; }
    public int ProcessDefinitionVersion { get; init; }
    public long ActiveInstancesWithErrorCount { get; init; }
}
