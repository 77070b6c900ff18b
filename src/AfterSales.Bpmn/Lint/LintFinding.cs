namespace AfterSales.Bpmn.Lint;

/// <summary>Something a rule found.</summary>
/// <param name="RuleId">LINT-01 to LINT-44 of REQUIREMENTS 7.2.</param>
/// <param name="Topic">Which of the rule's messages it is: stable, for tools and tests.</param>
/// <param name="ElementId">The element to show; the process itself when nothing smaller is to blame.</param>
/// <param name="Line">In the file, 1-based; 0 when unknown.</param>
/// <param name="Fix">Null when only the author can know what is right.</param>
/// <param name="Trace">For LINT-41: ids of the elements and flows that lead to the fault, in order. For LINT-25: ids of the flows and events no run took.</param>
public sealed record LintFinding(
    string RuleId,
    string Topic,
    LintSeverity Severity,
    string ProcessId,
    string ElementId,
    int Line,
    LintText Message,
    LintFix? Fix,
    IReadOnlyList<string> Trace)
{
    public override string ToString() => $"{RuleId} {Severity.Letter()} {ElementId}: {Message.English}{(Fix is null ? "" : $" Fix: {Fix.Description.English} {string.Join("; ", Fix.Edits.Select(Show))}")}";

    private static string Show(LintEdit edit) => $"[{edit.Action.ToApiName()} {edit.ElementId} {edit.Name}={edit.Value ?? "…"}]";
}

/// <summary>A rule that could not be judged with what was at hand, and why.</summary>
public sealed record LintNotJudged(string RuleId, string ProcessId, LintText Reason);
