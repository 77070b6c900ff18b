namespace AfterSales.Service.Cases;

/// <summary>What to paint on a diagram: ids of elements and flows as in the file.</summary>
public sealed record DiagramState
{
    public static DiagramState Empty { get; } = new();

    /// <summary>Elements the process is in now.</summary>
    public IReadOnlyList<string> Active { get; init; } = [];

    /// <summary>Elements that were finished at least once.</summary>
    public IReadOnlyList<string> Done { get; init; } = [];

    /// <summary>Elements that were broken off, by a boundary event for example.</summary>
    public IReadOnlyList<string> Broken { get; init; } = [];

    /// <summary>Flows that were taken.</summary>
    public IReadOnlyList<string> Flows { get; init; } = [];

    /// <summary>Elements with an open incident.</summary>
    public IReadOnlyList<string> Incidents { get; init; } = [];

    /// <summary>How often each element was entered; loops show here.</summary>
    public IReadOnlyDictionary<string, int> Visits { get; init; } = new Dictionary<string, int>();
}
