using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.Reading;

namespace AfterSales.Bpmn.Lint;

/// <summary>
/// Judges workflows by the self-check rules of REQUIREMENTS 7.2, all of <see cref="LintRules.All"/>. Pure: what it knows
/// besides the file comes in by <see cref="LintLibrary"/>. The same file and library give the same report, except that a
/// slower machine may leave LINT-41 undecided.
/// </summary>
public static class Linter
{
    /// <summary>Judges every process of a file.</summary>
    public static LintReport Lint(BpmnModel model, LintLibrary library, LintOptions? options = null)
    {
        var compilation = ProcessCompiler.Compile(model, library.Feel);
        return Lint(model, compilation, library, options ?? LintOptions.Default, LintRules.All);
    }

    /// <summary>Judges by LINT-41 alone: what a deployment needs to know of processes that are compiled already.</summary>
    public static IReadOnlyList<LintFinding> Soundness(BpmnModel model, IReadOnlyList<CompiledProcess> compiled, LintLibrary library, LintOptions? options = null) =>
        Lint(model, new ProcessCompilation(compiled, []), library, options ?? LintOptions.Default, [LintRules.Soundness]).Findings;

    private static LintReport Lint(BpmnModel model, ProcessCompilation compilation, LintLibrary library, LintOptions options, IReadOnlyList<LintRule> rules)
    {
        var findings = new List<LintFinding>();
        var notJudged = new List<LintNotJudged>();
        foreach (var process in model.Processes)
        {
            var linted = new LintedProcess(model, process, library, options, compilation.Processes.FirstOrDefault(compiled => compiled.Id == process.Id));
            var found = new List<LintFinding>();
            foreach (var rule in rules.Where(rule => !options.Without.Contains(rule.Id)))
                if (rule.WhyNotJudged(linted) is { } reason)
                    notJudged.Add(new LintNotJudged(rule.Id, process.Id, reason));
                else
                    found.AddRange(rule.Check(linted));
            if (rules.Count > 1 && !options.Without.Contains(LintRules.Overall.Id))
                found.AddRange(LintRules.Overall.Sum(linted, found));
            findings.AddRange(found);
        }
        return new LintReport(
            [.. findings.OrderByDescending(finding => finding.Severity).ThenBy(finding => finding.Line).ThenBy(finding => finding.RuleId, StringComparer.Ordinal)],
            notJudged,
            compilation.Problems);
    }
}
