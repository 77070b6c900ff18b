using System.Xml.Linq;
using AfterSales.Feel.Compilation;
using AfterSales.Feel.Dmn.Reading;
using AfterSales.Feel.Values;

namespace AfterSales.Feel.Dmn.Requirements;

/// <summary>An element of the decision requirements graph, under the name its variable has in expressions.</summary>
internal abstract class DrgElement(XElement xml, string name)
{
    public XElement Xml { get; } = xml;

    /// <summary>The id; the name where a file leaves it out.</summary>
    public string Id { get; } = xml.Id() is { Length: > 0 } id ? id : name;

    public string Name { get; } = name;

    public FeelType Type { get; set; } = AnyOrNull.Instance;

    public List<DrgElement> Required { get; } = [];
}

internal sealed class InputElement(XElement xml, string name) : DrgElement(xml, name);

internal sealed class DecisionElement(XElement xml, string name) : DrgElement(xml, name)
{
    /// <summary>Null for a decision whose value is given from outside.</summary>
    public Evaluator? Logic { get; set; }
}

/// <summary>A business knowledge model: a function.</summary>
internal sealed class KnowledgeElement(XElement xml, string name) : DrgElement(xml, name)
{
    public Evaluator? Function { get; set; }
}

internal sealed class ServiceElement(XElement xml, string name) : DrgElement(xml, name)
{
    public List<DecisionElement> Outputs { get; } = [];

    /// <summary>Decisions whose values the caller gives.</summary>
    public List<DecisionElement> InputDecisions { get; } = [];

    public List<InputElement> Inputs { get; } = [];
}
