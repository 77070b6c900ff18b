using AfterSales.Bpmn.Compilation.Elements;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.Reading;
using AfterSales.Feel;

namespace AfterSales.Bpmn.Compilation;

/// <summary>The lanes of a process, and which element is drawn in which. Of nested lanes the innermost counts.</summary>
internal sealed class Lanes
{
    private readonly List<Lane> all = [];
    private readonly Dictionary<string, Lane> byNode = new(StringComparer.Ordinal);

    public Lanes(ProcessModel process, FeelCompiler feel, ProblemList problems)
    {
        foreach (var lane in process.Lanes)
            Add(lane, null, feel, problems);
    }

    public IReadOnlyList<Lane> All => all;

    public Lane? Of(string nodeId) => byNode.GetValueOrDefault(nodeId);

    private void Add(LaneModel model, Lane? parent, FeelCompiler feel, ProblemList problems)
    {
        if (model.Id.Length == 0)
            problems.Add(ProblemCodes.IdMissing, null, model.Line, "A lane has no id.");
        KnownExtensions.Check(new NodeContext(model, feel, problems), KnownExtensions.None);
        var lane = new Lane
        {
            Id = model.Id,
            Name = model.Name,
            Line = model.Line,
            Documentation = model.Documentation,
            Properties = KnownExtensions.Properties(model),
            Parent = parent,
        };
        all.Add(lane);
        foreach (var node in model.NodeIds)
            byNode[node] = lane;
        foreach (var child in model.Children)
            Add(child, lane, feel, problems);
    }
}
