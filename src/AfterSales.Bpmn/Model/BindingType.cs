namespace AfterSales.Bpmn.Model;

/// <summary>Which version of another resource (process, decision, form) an element means.</summary>
public enum BindingType
{
    /// <summary>The newest one at the moment it is needed. The default.</summary>
    Latest,

    /// <summary>The one deployed together with this process.</summary>
    Deployment,

    /// <summary>The newest one that carries a given version tag.</summary>
    VersionTag,
}
