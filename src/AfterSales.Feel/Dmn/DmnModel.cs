namespace AfterSales.Feel.Dmn;

/// <summary>The decisions of one DMN file, compiled. Immutable, thread-safe.</summary>
public sealed class DmnModel
{
    internal DmnModel(string id, string name, string ns, IReadOnlyList<DmnDecision> decisions, IReadOnlyList<DmnDecisionService> services) =>
        (Id, Name, Namespace, Decisions, Services) = (id, name, ns, decisions, services);

    public string Id { get; }

    public string Name { get; }

    public string Namespace { get; }

    public IReadOnlyList<DmnDecision> Decisions { get; }

    public IReadOnlyList<DmnDecisionService> Services { get; }
}
