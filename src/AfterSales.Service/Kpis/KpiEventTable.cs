using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Engine.Commits;
using AfterSales.Service.Storage;
using AfterSales.Service.Tasks;

namespace AfterSales.Service.Kpis;

/// <summary>Counted events and kept classes in the database.</summary>
internal static class KpiEventTable
{
    /// <summary>Counts a completed element once.</summary>
    public static void Add(CommitContext commit, string name, string caseNumber, CompiledProcess process, ElementCompleted done)
    {
        var worker = Worker(commit, caseNumber, done.ElementId);
        commit.Execute(
            """
            INSERT INTO kpi_event (event_key, event, case_number, process_id, element_id, element_instance_key, happened_at, person_id, role_id)
            VALUES (@key, @name, @caseNumber, @ProcessId, @ElementId, @ElementInstanceKey, @Now, @Person, @Role)
            ON CONFLICT (element_instance_key, event) DO NOTHING
            """,
            new
            {
                key = commit.NextKey(), name, caseNumber, ProcessId = process.Id, done.ElementId, done.ElementInstanceKey,
                Now = commit.Now.ToStored(), worker?.Person, worker?.Role,
            });
    }

    /// <summary>Keeps how a case was classed; the last word counts.</summary>
    public static void Keep(CommitContext commit, string caseNumber, string fact, string value) => commit.Execute(
        """
        INSERT INTO kpi_fact (case_number, fact, value, decided_at) VALUES (@caseNumber, @fact, @value, @Now)
        ON CONFLICT (case_number, fact) DO UPDATE SET value = excluded.value, decided_at = excluded.decided_at
        """,
        new { caseNumber, fact, value, Now = commit.Now.ToStored() });

    /// <summary>
    /// Who is credited with an event: who completed the last task of staff in the case. What the customer confirms is the work of
    /// somebody else, and an automatic step has no hands. A task that is the event itself comes before others of the same moment.
    /// </summary>
    private static Credit? Worker(CommitContext commit, string caseNumber, string elementId) => commit.First<Credit>(
        $"""
        SELECT completed_by AS Person, role AS Role FROM tasks
        WHERE case_number = @caseNumber AND ended_as = 'completed' AND completed_by IS NOT NULL AND completed_by NOT LIKE '{TaskActor.CustomerPrefix}%'
        ORDER BY (element_id = @elementId AND ended_at = @Now) DESC, ended_at DESC, task_key DESC LIMIT 1
        """,
        new { caseNumber, elementId, Now = commit.Now.ToStored() });

    private sealed class Credit
    {
        public string? Person { get; init; }
        public string? Role { get; init; }
    }
}
