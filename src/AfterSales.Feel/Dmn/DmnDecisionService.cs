using AfterSales.Feel.Dmn.Requirements;

namespace AfterSales.Feel.Dmn;

/// <summary>A part of the requirements graph behind an interface: some decisions are given, some are answered.</summary>
public sealed class DmnDecisionService
{
    private readonly ServiceElement _element;

    internal DmnDecisionService(ServiceElement element) => _element = element;

    public string Id => _element.Id;

    public string Name => _element.Name;

    /// <summary>The output decision's value, or a context of several. <paramref name="scope"/> gives input decisions and input data by name.</summary>
    public DmnResult Evaluate(IFeelScope scope, FeelEnvironment environment) => new DecisionRun(scope, environment).Evaluate(_element);
}
