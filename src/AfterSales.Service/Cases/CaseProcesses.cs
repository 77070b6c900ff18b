using AfterSales.Engine;
using AfterSales.Engine.Search;
using AfterSales.Service.Storage;
using AfterSales.Service.Workflows;

namespace AfterSales.Service.Cases;

/// <summary>The workflows that ran for a case, with what to paint on their diagrams.</summary>
public sealed class CaseProcesses(ProcessEngine engine, WorkflowCatalog workflows)
{
    /// <summary>The main one first, then those it called, in the order they began.</summary>
    public async Task<IReadOnlyList<CaseProcess>> OfCaseAsync(string caseNumber, CancellationToken ct = default)
    {
        var rows = await engine.ReadAsync(db => CaseProcessTable.OfCase(db, caseNumber), ct);
        var found = new List<CaseProcess>(rows.Count);
        foreach (var row in rows)
            found.Add(new CaseProcess
            {
                InstanceKey = row.InstanceKey,
                DefinitionKey = row.DefinitionKey,
                ProcessId = row.ProcessId,
                Name = workflows.Find(row.DefinitionKey)?.Name ?? new Languages.LocalText(row.ProcessId),
                Version = row.Version,
                IsActive = row.EndedAt is null,
                StartedAt = Instants.FromStored(row.StartedAt),
                EndedAt = Instants.FromStored(row.EndedAt),
                ParentInstanceKey = row.ParentInstanceKey,
                State = await StateAsync(row.InstanceKey, ct),
            });
        return found;
    }

    /// <summary>Where an instance stands and where it has been.</summary>
    public async Task<DiagramState> StateAsync(long instanceKey, CancellationToken ct = default)
    {
        var search = await engine.History.SearchElementsAsync(SearchRequest.Where("processInstanceKey", instanceKey).Take(10_000), ct);
        // The process itself is no shape of its diagram.
        var elements = search.Value.Items.Where(element => element.Type != "PROCESS").ToList();
        var flows = await engine.History.FlowsAsync(instanceKey, ct);
        return new DiagramState
        {
            Active = Ids(elements.Where(element => element.EndDate is null)),
            Done = Ids(elements.Where(element => element.State == "COMPLETED")),
            Broken = Ids(elements.Where(element => element.State == "TERMINATED")),
            Incidents = Ids(elements.Where(element => element is { HasIncident: true, EndDate: null })),
            Flows = [.. flows.Select(flow => flow.FlowId)],
            Visits = elements.GroupBy(element => element.ElementId).ToDictionary(group => group.Key, group => group.Count()),
        };
    }

    private static IReadOnlyList<string> Ids(IEnumerable<AfterSales.Engine.History.ElementInstanceRow> elements) =>
        [.. elements.Select(element => element.ElementId).Distinct()];
}
