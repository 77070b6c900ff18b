using System.Data.Common;
using AfterSales.Bpmn.State;
using AfterSales.Engine.Commits;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Cases;

/// <summary>Which process instances belong to which case.</summary>
internal static class CaseProcessTable
{
    /// <summary>Notes a started instance; the second note of one instance changes nothing.</summary>
    public static void Add(CommitContext commit, string caseNumber, InstanceState instance) => commit.Execute(
        """
        INSERT INTO case_processes (instance_key, case_number, definition_key, process_id, version, parent_instance_key, started_at)
        VALUES (@Key, @caseNumber, @DefinitionKey, @ProcessId, @Version, @Parent, @Now)
        ON CONFLICT DO NOTHING
        """,
        new
        {
            Key = instance.ProcessInstanceKey,
            caseNumber,
            DefinitionKey = instance.ProcessDefinitionKey,
            ProcessId = commit.Process!.Id,
            Version = commit.Definition!.Version,
            Parent = instance.ParentProcessInstanceKey,
            Now = commit.Now.ToStored(),
        });

    public static void End(CommitContext commit, long instanceKey) =>
        commit.Execute("UPDATE case_processes SET ended_at = @Now WHERE instance_key = @instanceKey", new { instanceKey, Now = commit.Now.ToStored() });

    public static List<Row> OfCase(DbConnection db, string caseNumber) => db.List<Row>(
        """
        SELECT instance_key AS InstanceKey, definition_key AS DefinitionKey, process_id AS ProcessId, version AS Version,
               parent_instance_key AS ParentInstanceKey, started_at AS StartedAt, ended_at AS EndedAt
        FROM case_processes WHERE case_number = @caseNumber ORDER BY started_at, instance_key
        """,
        new { caseNumber });

    /// <summary>The running processes of a case that nobody called, held or not.</summary>
    public static List<long> RunningRoots(DbConnection db, string caseNumber, bool suspended) => db.List<long>(
        $"""
        SELECT c.instance_key FROM case_processes c JOIN engine_process_instances i ON i.instance_key = c.instance_key
        WHERE c.case_number = @caseNumber AND c.ended_at IS NULL AND c.parent_instance_key IS NULL AND i.suspended_at IS {(suspended ? "NOT NULL" : "NULL")}
        ORDER BY c.instance_key
        """,
        new { caseNumber });

    /// <summary>Whether a running process of the case is held.</summary>
    public static bool IsHeld(DbConnection db, string caseNumber) => RunningRoots(db, caseNumber, suspended: true).Count > 0;

    internal sealed class Row
    {
        public long InstanceKey { get; init; }
        public long DefinitionKey { get; init; }
        public string ProcessId { get; init; } = "";
        public int Version { get; init; }
        public long? ParentInstanceKey { get; init; }
        public long StartedAt { get; init; }
        public long? EndedAt { get; init; }
    }
}
