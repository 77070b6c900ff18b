namespace AfterSales.Bpmn.Lint;

/// <summary>How much a finding weighs (REQUIREMENTS 7.2).</summary>
public enum LintSeverity
{
    /// <summary>I: worth knowing.</summary>
    Information,

    /// <summary>W: should be put right.</summary>
    Warning,

    /// <summary>E: must be put right before the workflow is released.</summary>
    Error,
}

/// <summary>The spelling of severities outside this library.</summary>
public static class LintSeverityNames
{
    /// <summary>The letter of the requirements: E, W or I.</summary>
    public static string Letter(this LintSeverity severity) => severity switch
    {
        LintSeverity.Error => "E",
        LintSeverity.Warning => "W",
        _ => "I",
    };

    /// <summary>The word of the API: error, warning or information.</summary>
    public static string ToApiName(this LintSeverity severity) => severity switch
    {
        LintSeverity.Error => "error",
        LintSeverity.Warning => "warning",
        _ => "information",
    };
}
