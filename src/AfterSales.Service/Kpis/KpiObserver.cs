using System.Runtime.CompilerServices;
using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.State;
using AfterSales.Engine.Commits;
using AfterSales.Feel.Values;
using AfterSales.Service.Cases;

namespace AfterSales.Service.Kpis;

/// <summary>
/// Writes what the figures count into the commit in which it happens: completed steps with a mark (<see cref="KpiMarks"/>), and how
/// decisions classed the case. Steps without a mark cost no query.
/// </summary>
internal sealed class KpiObserver(CaseLinks links) : IEngineObserver
{
    /// <summary>Which result of which decision is kept under which name (RPT-14, RPT-25).</summary>
    private static readonly (string Fact, string Decision, string Output)[] Facts =
        [("complaint-cause", "complaint-cause", "class"), ("problem-level", "problem-level", "level")];

    private readonly ConditionalWeakTable<CompiledProcess, Dictionary<string, Marks>> marks = [];

    public void Observe(CommitContext commit)
    {
        if (commit is not { Process: { } process, Instance: { } instance })
            return;
        var marked = marks.GetValue(process, Marked);
        string? number = null;
        foreach (var effect in commit.Effects)
            switch (effect)
            {
                case ElementCompleted done when marked.TryGetValue(done.ElementId, out var marks) && marks.CountedType == done.Type:
                    if ((number ??= CaseNumber(commit, instance)) is { } ofCase)
                        foreach (var name in marks.Events)
                            KpiEventTable.Add(commit, name, ofCase, process, done);
                    break;
                case DecisionEvaluated decided when (number ??= CaseNumber(commit, instance)) is { } decidedCase:
                    Keep(commit, decidedCase, decided);
                    break;
            }
    }

    private static Dictionary<string, Marks> Marked(CompiledProcess process) => process.Elements
        .Select(element => (element.Id, element.Type, Events: KpiMarks.Read(element.Properties.GetValueOrDefault(KpiMarks.Property)).ToArray()))
        .Where(element => element.Events.Length > 0)
        .GroupBy(element => element.Id)
        .ToDictionary(same => same.Key, same => new Marks(
            // Of a step that is done several times at once, the end of all of them is the event.
            same.Any(element => element.Type == ElementType.MultiInstanceBody) ? ElementType.MultiInstanceBody : same.First().Type,
            same.First().Events));

    private string? CaseNumber(CommitContext commit, InstanceState instance) =>
        links.Of(commit, instance.ProcessInstanceKey) ?? links.Of(commit, instance.RootProcessInstanceKey);

    private static void Keep(CommitContext commit, string caseNumber, DecisionEvaluated decided)
    {
        foreach (var (fact, decision, output) in Facts)
            if (decided.Result.Evaluated.LastOrDefault(one => one.DecisionId == decision)?.Value is FeelContext result && Text(result[output]) is { } value)
                KpiEventTable.Keep(commit, caseNumber, fact, value);
    }

    private static string? Text(FeelValue value) => value switch
    {
        FeelString { Value.Length: > 0 } text => text.Value,
        FeelNumber number => FeelJson.ToJson(number),
        _ => null,
    };

    private sealed record Marks(ElementType CountedType, string[] Events);
}
