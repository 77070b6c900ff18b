using System.Data.Common;
using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Model;
using AfterSales.Engine;
using AfterSales.Engine.Instances;
using AfterSales.Service.Languages;
using AfterSales.Service.Storage;
using AfterSales.Service.Workflows;

namespace AfterSales.Service.Operations;

/// <summary>What runs on one version of a workflow: cases, and instances of none. For process owners, who see every case.</summary>
public sealed class RunningInstances(ProcessEngine engine)
{
    /// <summary>Most instances of one page.</summary>
    public const int MostPerPage = 100;

    private const string From =
        $"""
        FROM engine_process_instances i
        LEFT JOIN case_processes p ON p.instance_key = i.instance_key
        LEFT JOIN cases c ON c.case_number = p.case_number
        WHERE i.definition_key = @Definition AND i.state = '{InstanceStates.Active}'
        """;

    /// <summary>The instances of a filter, the oldest first; at most <see cref="MostPerPage"/> of them.</summary>
    public Task<RunningPage> ListAsync(long definitionKey, RunningFilter filter, CancellationToken ct = default) =>
        engine.ReadAsync(db => List(db, definitionKey, filter), ct);

    /// <summary>The steps of a version in which something is now, in no order that means anything.</summary>
    public async Task<IReadOnlyList<StepInUse>> StepsAsync(long definitionKey, CancellationToken ct = default)
    {
        var process = engine.Deployments.Compiled(definitionKey);
        var counts = await engine.ReadAsync(
            db => db.List<(string Element, long Count)>(
                """
                SELECT element_id, COUNT(*) FROM engine_element_instances
                WHERE definition_key = @definitionKey AND ended_at IS NULL AND type NOT IN ('PROCESS', 'MULTI_INSTANCE_BODY') GROUP BY element_id
                """,
                new { definitionKey }), ct).ConfigureAwait(false);
        return [.. counts.Select(count => new StepInUse(count.Element, Name(process, count.Element), count.Count))];
    }

    /// <summary>The steps of a version a token can be moved to; whether it fits an instance is found out when it is done.</summary>
    public IReadOnlyList<(string ElementId, LocalText Name)> Targets(long definitionKey) =>
        [.. (engine.Deployments.Compiled(definitionKey)?.Elements ?? []).Where(IsEntered).Select(element => (element.Id, PartNames.Of(element)))];

    private static bool IsEntered(CompiledElement element) => element.Type is not (
        ElementType.Process or ElementType.SequenceFlow or ElementType.MultiInstanceBody or ElementType.StartEvent or ElementType.BoundaryEvent or ElementType.EventSubProcess)
        && !element.IsForCompensation;

    private static LocalText Name(CompiledProcess? process, string elementId) =>
        process?.FindElement(elementId) is { } element ? PartNames.Of(element) : new LocalText(elementId);

    private RunningPage List(DbConnection db, long definitionKey, RunningFilter filter)
    {
        var where = From;
        if (filter.Text is not null)
            where += " AND (lower(p.case_number) LIKE @Text ESCAPE '\\' OR lower(i.business_key) LIKE @Text ESCAPE '\\' OR CAST(i.instance_key AS TEXT) LIKE @Text ESCAPE '\\')";
        if (filter.Standing is { } standing)
            where += standing == InstanceStanding.Held ? " AND i.suspended_at IS NOT NULL" : " AND i.incidents > 0";
        if (filter.StepId is not null)
            where += " AND EXISTS (SELECT 1 FROM engine_element_instances e WHERE e.instance_key = i.instance_key AND e.element_id = @Step AND e.ended_at IS NULL)";
        var parameters = new
        {
            Definition = definitionKey, Text = filter.Text is null ? null : Sql.Anywhere(Digits.ToLatin(filter.Text.Trim())), Step = filter.StepId,
            Take = Math.Clamp(filter.Take, 0, MostPerPage), Skip = Math.Max(0, filter.Skip),
        };
        var total = (int)db.List<long>("SELECT COUNT(*) " + where, parameters)[0];
        var rows = db.List<Row>(
            $"""
            SELECT i.instance_key AS Key, i.business_key AS BusinessKey, i.started_at AS StartedAt, i.suspended_at AS HeldAt, i.incidents AS Incidents,
                   i.parent_instance_key AS CallerKey, p.case_number AS CaseNumber, c.subject AS Subject
            {where} ORDER BY i.started_at, i.instance_key LIMIT @Take OFFSET @Skip
            """,
            parameters);
        var steps = Steps(db, definitionKey, [.. rows.Select(row => row.Key)]);
        return new RunningPage(
            [.. rows.Select(row => new RunningInstance(
                row.Key, row.CaseNumber, row.Subject, row.BusinessKey, Instants.FromStored(row.StartedAt), row.HeldAt is not null, row.Incidents > 0, row.CallerKey,
                [.. steps[row.Key]]))],
            total);
    }

    private ILookup<long, WaitingStep> Steps(DbConnection db, long definitionKey, List<long> instances)
    {
        var process = engine.Deployments.Compiled(definitionKey);
        var open = instances.Count == 0 ? [] : db.List<StepRow>(
            """
            SELECT element_instance_key AS Key, instance_key AS InstanceKey, scope_key AS ScopeKey, element_id AS ElementId, type AS Type, started_at AS Since, incidents AS Incidents
            FROM engine_element_instances WHERE instance_key IN @instances AND ended_at IS NULL ORDER BY started_at, element_instance_key
            """,
            new { instances });
        // What only surrounds another step is no place where anything waits.
        var around = open.Select(row => row.ScopeKey).ToHashSet();
        return open.Where(row => row.Type != "PROCESS" && !around.Contains(row.Key))
            .ToLookup(row => row.InstanceKey, row => new WaitingStep(row.ElementId, Name(process, row.ElementId), Instants.FromStored(row.Since), row.Incidents > 0));
    }

    private sealed class Row
    {
        public long Key { get; init; }
        public string? BusinessKey { get; init; }
        public long StartedAt { get; init; }
        public long? HeldAt { get; init; }
        public long Incidents { get; init; }
        public long? CallerKey { get; init; }
        public string? CaseNumber { get; init; }
        public string? Subject { get; init; }
    }

    private sealed class StepRow
    {
        public long Key { get; init; }
        public long InstanceKey { get; init; }
        public long ScopeKey { get; init; }
        public string ElementId { get; init; } = "";
        public string Type { get; init; } = "";
        public long Since { get; init; }
        public long Incidents { get; init; }
    }
}
