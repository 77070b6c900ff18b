using AfterSales.Feel.Dmn.Requirements;

namespace AfterSales.Feel.Dmn;

/// <summary>A decision with its logic compiled; evaluating it evaluates the decisions it requires first.</summary>
public sealed class DmnDecision
{
    private readonly DecisionElement _element;

    internal DmnDecision(DecisionElement element)
    {
        _element = element;
        Name = element.Xml.Attribute("name")?.Value ?? element.Name;
    }

    public string Id => _element.Id;

    public string Name { get; }

    /// <summary>Whether its logic is a decision table, and not an expression.</summary>
    public bool IsTable => _element.Xml.Elements().Any(child => child.Name.LocalName == "decisionTable");

    /// <summary>
    /// Evaluates the decision. <paramref name="scope"/> gives the input data by name; the logic of a decision may also
    /// read other variables of the scope, so that a table works without a drawn requirement for every input.
    /// </summary>
    public DmnResult Evaluate(IFeelScope scope, FeelEnvironment environment) => new DecisionRun(scope, environment).Evaluate(_element);
}
