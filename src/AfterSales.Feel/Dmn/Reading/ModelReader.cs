using System.Xml.Linq;
using AfterSales.Feel.Compilation;
using AfterSales.Feel.Dmn.Requirements;
using AfterSales.Feel.Parsing;

namespace AfterSales.Feel.Dmn.Reading;

/// <summary>Reads the elements of one file, links them by their requirements and compiles their logic.</summary>
internal sealed class ModelReader
{
    private readonly XElement _root;
    private readonly FeelCompiler _feel;
    private readonly string _namespace;
    private readonly List<DmnProblem> _problems = [];
    private readonly Dictionary<string, DrgElement> _elements = new(StringComparer.Ordinal);
    private readonly TypeReader _types;
    private readonly BoxedReader _boxed;

    public ModelReader(XElement root, FeelCompiler feel)
    {
        (_root, _feel, _namespace) = (root, feel, root.Value("namespace") ?? "");
        var names = new NameTable(Names(root).Distinct(StringComparer.Ordinal));
        _types = new TypeReader(root, feel, names, Report);
        _boxed = new BoxedReader(feel, names, _types, Report);
    }

    public DmnRead Read()
    {
        foreach (var element in _root.Elements())
            if (Declare(element) is { } declared && !_elements.TryAdd(declared.Id, declared))
                Report(element, $"Two elements have the id '{declared.Id}'.");
        foreach (var element in _elements.Values)
            Link(element);
        if (RequirementCycle.Find(_elements.Values) is { } cycle)
        {
            Report(cycle[0].Xml, $"'{cycle[0].Name}' requires itself: {string.Join(" -> ", cycle.Select(e => e.Name))}.");
            return new DmnRead(null, _problems);
        }
        foreach (var element in _elements.Values)
            Compile(element);
        var decisions = _elements.Values.OfType<DecisionElement>().Select(element => new DmnDecision(element)).ToList();
        var services = _elements.Values.OfType<ServiceElement>().Select(element => new DmnDecisionService(element)).ToList();
        return new DmnRead(new DmnModel(_root.Id(), _root.Value("name") ?? "", _namespace, decisions, services), _problems);
    }

    /// <summary>Every name the file gives to something, so that names with spaces and operators can be read in its expressions.</summary>
    private static IEnumerable<string> Names(XElement root) => root.Descendants()
        .Where(e => e.Is("variable") || e.Is("inputData") || e.Is("decision") || e.Is("businessKnowledgeModel") || e.Is("decisionService")
            || e.Is("itemComponent") || e.Is("formalParameter") || e.Is("parameter") || e.Is("column") || e.Is("output"))
        .Select(e => e.Value("name")).Concat(root.Descendants().Select(e => e.Value("iteratorVariable"))).OfType<string>();

    private DrgElement? Declare(XElement xml)
    {
        var name = xml.One("variable")?.Value("name") ?? xml.Value("name") ?? "";
        DrgElement? element = xml.Name.LocalName switch
        {
            "inputData" => new InputElement(xml, name),
            "decision" => new DecisionElement(xml, name),
            "businessKnowledgeModel" => new KnowledgeElement(xml, name),
            "decisionService" => new ServiceElement(xml, name),
            _ => null,
        };
        if (element is not null)
            element.Type = _types.Of(xml.One("variable"));
        return element;
    }

    private void Link(DrgElement element)
    {
        foreach (var requirement in element.Xml.Elements().Where(e => e.Is("informationRequirement") || e.Is("knowledgeRequirement")))
            foreach (var reference in requirement.Elements())
                if (Find(reference) is { } required)
                    element.Required.Add(required);
        if (element is ServiceElement service)
        {
            service.Outputs.AddRange(service.Xml.Each("outputDecision").Select(Find).OfType<DecisionElement>());
            service.InputDecisions.AddRange(service.Xml.Each("inputDecision").Select(Find).OfType<DecisionElement>());
            service.Inputs.AddRange(service.Xml.Each("inputData").Select(Find).OfType<InputElement>());
        }
    }

    private DrgElement? Find(XElement reference)
    {
        var href = reference.Value("href") ?? "";
        var hash = href.IndexOf('#', StringComparison.Ordinal);
        var isHere = hash <= 0 || href[..hash] == _namespace;
        if (isHere && _elements.TryGetValue(href[(hash + 1)..], out var element))
            return element;
        Report(reference, isHere ? $"There is no element '{href}'." : $"The element '{href}' belongs to another model; imports are not supported.");
        return null;
    }

    private void Compile(DrgElement element)
    {
        try
        {
            if (element is DecisionElement decision && _boxed.Logic(decision.Xml) is { } logic)
                decision.Logic = new ExpressionCompiler(_feel.Functions).Compile(logic, null);
            else if (element is KnowledgeElement knowledge && knowledge.Xml.One("encapsulatedLogic") is { } function)
                knowledge.Function = new ExpressionCompiler(_feel.Functions).Compile(_boxed.Function(function), null);
        }
        catch (FeelSyntaxException tooDeep)
        {
            Report(element.Xml, tooDeep.Message);
        }
    }

    private void Report(XElement element, string message, int lineInText = 1) =>
        _problems.Add(new DmnProblem(IdAround(element), element.Line() + lineInText - 1, message));

    private static string IdAround(XElement element) =>
        element.AncestorsAndSelf().Select(e => e.Id()).FirstOrDefault(id => id.Length > 0) ?? "";
}
