namespace AfterSales.Service.Designer;

/// <summary>What a process owner may edit.</summary>
public enum ArtifactKind
{
    /// <summary>A BPMN file with one process.</summary>
    Workflow,

    /// <summary>A form-js schema.</summary>
    Form,

    /// <summary>A DMN file with one or more decisions.</summary>
    Decision,

    /// <summary>A mail template: one file per language.</summary>
    Mail,
}
