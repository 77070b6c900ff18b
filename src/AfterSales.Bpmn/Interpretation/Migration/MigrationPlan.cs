using AfterSales.Bpmn.Compilation;

namespace AfterSales.Bpmn.Interpretation.Migration;

/// <summary>An element of the old version goes on as this element of the new one.</summary>
public sealed record ElementMapping(string SourceElementId, string TargetElementId);

/// <summary>
/// Which element of the new version takes the place of which of the old one. Every element that holds a token must be named, also
/// joins at which tokens wait, and events (boundary events, starts of event sub-processes, events behind an event-based gateway)
/// whose timers and subscriptions are to be kept; what is not named of these ends, and what the new version has besides begins.
/// </summary>
public sealed class MigrationPlan
{
    private readonly Dictionary<string, string> targets = new(StringComparer.Ordinal);

    public MigrationPlan(IReadOnlyList<ElementMapping> mappings)
    {
        Mappings = mappings;
        foreach (var mapping in mappings)
            targets.TryAdd(mapping.SourceElementId, mapping.TargetElementId);
    }

    public IReadOnlyList<ElementMapping> Mappings { get; }

    /// <summary>A proposal: every element that both versions have under one id and as one kind of element.</summary>
    public static MigrationPlan ByEqualIds(CompiledProcess source, CompiledProcess target) => new([.. source.Elements
        .Where(element => element.ScopeIndex >= 0 && target.FindElement(element.Id)?.Type == source.Element(element.Id).Type)
        .Select(element => element.Id).Distinct(StringComparer.Ordinal)
        .Select(id => new ElementMapping(id, id))]);

    /// <summary>The element an element goes on as; null when the plan does not say.</summary>
    public string? Target(string sourceElementId) => targets.GetValueOrDefault(sourceElementId);

    /// <summary>What is wrong with the plan whatever instance it is for: elements that are not there, elements named twice.</summary>
    public IReadOnlyList<MigrationProblem> Problems(CompiledProcess source, CompiledProcess target)
    {
        var problems = new List<MigrationProblem>();
        foreach (var (from, to) in Mappings.Select(mapping => (mapping.SourceElementId, mapping.TargetElementId)))
        {
            if (source.FindElement(from) is not { ScopeIndex: >= 0 })
                problems.Add(new(MigrationProblemCode.SourceUnknown, from));
            if (target.FindElement(to) is not { ScopeIndex: >= 0 })
                problems.Add(new(MigrationProblemCode.TargetUnknown, from, to));
        }
        problems.AddRange(Mappings.GroupBy(mapping => mapping.SourceElementId, StringComparer.Ordinal)
            .Where(same => same.Count() > 1).Select(same => new MigrationProblem(MigrationProblemCode.MappedTwice, same.Key)));
        return problems;
    }
}
