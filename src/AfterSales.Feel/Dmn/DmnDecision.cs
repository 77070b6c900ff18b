namespace AfterSales.Feel.Dmn;

/// <summary>A decision with its logic compiled; evaluating it evaluates the decisions it requires first.</summary>
public sealed class DmnDecision
{
    internal DmnDecision(string id, string name) => (Id, Name) = (id, name);

    public string Id { get; }

    public string Name { get; }

    /// <summary>Evaluates the decision on the input data in <paramref name="scope"/>.</summary>
    public DmnResult Evaluate(IFeelScope scope, FeelEnvironment environment) =>
        throw new NotImplementedException($"{scope} {environment}");
}
