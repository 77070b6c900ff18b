using System.Globalization;
using AfterSales.Bpmn.Lint.Soundness;
using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>LINT-41: no logic errors. Judged on what the engine would run; see <see cref="SoundnessCheck"/>.</summary>
internal sealed class SoundnessRule() : LintRule("LINT-41", LintSeverity.Error)
{
    /// <summary>The topic of a finding that says that a limit was reached. It is a warning: nothing wrong was found.</summary>
    public const string Undecided = "undecided";

    internal override IEnumerable<LintFinding> Check(LintedProcess process)
    {
        var elements = new Dictionary<string, ModelNode>(StringComparer.Ordinal) { [process.Id] = process.Model };
        foreach (var node in process.Nodes)
            elements.TryAdd(node.Id, node);
        var verdict = SoundnessCheck.Check(process.Compiled!, process.Options);
        foreach (var fault in verdict.Faults)
        {
            var names = fault.Places.Select(place => process.NameOf(elements[place])).ToList();
            var places = new LintText(Join(names, name => name.English), Join(names, name => name.Persian), Join(names, name => name.Chinese));
            yield return Finding(process, Topic(fault.Kind), elements[fault.ElementId], null, ("places", places)) with { Trace = fault.Trace };
        }
        foreach (var gateway in process.Compiled!.Elements.Where(element => element is { Type: ElementType.ComplexGateway, Incoming.Count: > 1 }))
            foreach (var flow in gateway.Outgoing.Select(index => process.Compiled.Flows[index]).Where(flow => flow.Index != gateway.DefaultFlow && GatewayPhases.IgnoresPhase(flow.Condition)))
                yield return Finding(process, "phases", elements[gateway.Id], null, ("flow", flow.Name ?? flow.Id)) with { Severity = LintSeverity.Warning };
        if (!verdict.IsDecided && verdict.Faults.Count == 0)
            yield return Finding(process, Undecided, process.Model, null,
                ("states", verdict.States), ("time", verdict.Elapsed.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture))) with { Severity = LintSeverity.Warning };
    }

    internal override LintText? WhyNotJudged(LintedProcess process) => process.Compiled is null ? LintTexts.Get("not-judged.not-running") : null;

    private static string Join(List<LintText> names, Func<LintText, string> language) => string.Join(", ", names.Select(language));

    private static string Topic(FaultKind kind) => kind switch
    {
        FaultKind.Deadlock => "deadlock",
        FaultKind.Unsynchronised => "unsynchronised",
        FaultKind.Dead => "dead",
        _ => "endless",
    };
}
