using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Lint;

/// <summary>
/// One rule of the flowchart self-check (REQUIREMENTS 7.2). Rules hold no state and never throw for what is in a file:
/// what they cannot judge they leave alone.
/// </summary>
public abstract class LintRule(string id, LintSeverity severity)
{
    /// <summary>LINT-01 to LINT-44.</summary>
    public string Id { get; } = id;

    /// <summary>The severity the requirements give the rule; single findings may weigh less.</summary>
    public LintSeverity Severity { get; } = severity;

    /// <summary>The rule in a few words.</summary>
    public LintText Title => LintTexts.Get($"{Id}.title");

    /// <summary>What is checked, and what is not.</summary>
    public LintText Explanation => LintTexts.Get($"{Id}.explanation");

    /// <summary>Everything the rule finds in a process.</summary>
    internal abstract IEnumerable<LintFinding> Check(LintedProcess process);

    /// <summary>Why the rule cannot judge the process with what is at hand; null when it can.</summary>
    internal virtual LintText? WhyNotJudged(LintedProcess process) => null;

    /// <summary>The text <c>{Id}.{topic}</c> about an element, whose name fills <c>{element}</c>.</summary>
    internal LintFinding Finding(LintedProcess process, string topic, ModelNode about, LintFix? fix = null, params ReadOnlySpan<(string Name, LintText Value)> facts) =>
        new(Id, topic, Severity, process.Id, about.Id, about.Line, LintTexts.Get($"{Id}.{topic}", [("element", process.NameOf(about)), .. facts]), fix, []);

    /// <summary>Sets properties of an element. Described by <c>{Id}.fix</c> unless a key is given.</summary>
    internal LintFix SetProperties(ModelNode element, string key, params (string Name, string? Value)[] properties) => new(
        "set-property",
        LintTexts.Get(key, ("properties", string.Join(", ", properties.Select(property => property.Value is null ? property.Name : $"{property.Name} = {property.Value}")))),
        [.. properties.Select(property => new LintEdit(LintEditAction.SetProperty, element.Id, property.Name, property.Value))]);

    internal LintFix SetProperty(ModelNode element, string name, string? value = null) =>
        SetProperties(element, value is null ? "fix.fill-property" : "fix.set-property", (name, value));
}
