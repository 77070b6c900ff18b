using AfterSales.Service.Languages;

namespace AfterSales.Service.Designer.Runs;

/// <summary>Where a run stands in one diagram: what to paint.</summary>
public sealed class RunPicture
{
    private readonly Dictionary<string, int> _active = new(StringComparer.Ordinal);
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);
    private readonly HashSet<string> _flows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _incidents = new(StringComparer.Ordinal);

    internal RunPicture(string processId, LocalText name) => (ProcessId, Name) = (processId, name);

    public string ProcessId { get; }

    public LocalText Name { get; }

    public IReadOnlyList<string> Active => [.. _active.Where(entry => entry.Value > 0).Select(entry => entry.Key)];

    public IReadOnlyCollection<string> Done => _done;

    public IReadOnlyCollection<string> Flows => _flows;

    public IReadOnlyList<string> Incidents => [.. _incidents.Where(entry => entry.Value > 0).Select(entry => entry.Key)];

    internal void Enter(string elementId) => _active[elementId] = _active.GetValueOrDefault(elementId) + 1;

    internal void Leave(string elementId, bool done)
    {
        _active[elementId] = _active.GetValueOrDefault(elementId) - 1;
        if (done)
            _done.Add(elementId);
    }

    internal void Take(string flowId) => _flows.Add(flowId);

    internal void Stop(string elementId, int by) => _incidents[elementId] = _incidents.GetValueOrDefault(elementId) + by;
}
