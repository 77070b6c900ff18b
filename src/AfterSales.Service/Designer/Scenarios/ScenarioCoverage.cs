using AfterSales.Bpmn.Lint;

namespace AfterSales.Service.Designer.Scenarios;

/// <summary>What the scenarios that pass went through, for the self-check (LINT-25). A process that they call counts as well as the one they begin with.</summary>
public sealed class ScenarioCoverage(IEnumerable<ScenarioResult> results) : ILintRuns
{
    private readonly ILookup<string, IEnumerable<string>> _passed = results.Where(result => result.Passed).SelectMany(result => result.Pictures)
        .ToLookup(picture => picture.ProcessId, picture => picture.Done.Concat(picture.Flows), StringComparer.Ordinal);

    public IReadOnlySet<string>? PassedBy(string processId) =>
        _passed.Contains(processId) ? _passed[processId].SelectMany(ids => ids).ToHashSet(StringComparer.Ordinal) : null;
}
