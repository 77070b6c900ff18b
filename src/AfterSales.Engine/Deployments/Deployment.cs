namespace AfterSales.Engine.Deployments;

/// <summary>A file to deploy; its name's ending says what it is: <c>.bpmn</c>, <c>.dmn</c> or <c>.form</c>.</summary>
public sealed record DeploymentResource(string Name, ReadOnlyMemory<byte> Content);

/// <summary>One reason why a deployment was refused.</summary>
/// <param name="Resource">Name of the resource.</param>
/// <param name="Line">Line in the resource, 0 when unknown.</param>
/// <param name="Element">Id of the element, when one is to blame.</param>
/// <param name="Code">Stable name of the rule.</param>
public sealed record DeploymentProblem(string Resource, int Line, string? Element, string Code, string Message)
{
    public override string ToString() => $"{Resource}{(Line > 0 ? $":{Line}" : "")}{(Element is null ? "" : $" ({Element})")}: {Message}";
}

/// <summary>Everything that was deployed. Resources that had not changed appear with the version they already had.</summary>
public sealed record Deployment(
    long DeploymentKey,
    DateTimeOffset DeployedAt,
    IReadOnlyList<ProcessDefinitionRow> Processes,
    IReadOnlyList<DecisionDefinitionRow> Decisions,
    IReadOnlyList<FormRow> Forms);

/// <summary>Either a deployment or the complete list of problems; with problems nothing was deployed.</summary>
public sealed record DeploymentResult(Deployment? Deployment, IReadOnlyList<DeploymentProblem> Problems)
{
    public bool IsOk => Deployment is not null;

    /// <summary>What the author should know about what was deployed.</summary>
    public IReadOnlyList<DeploymentProblem> Warnings { get; init; } = [];
}
