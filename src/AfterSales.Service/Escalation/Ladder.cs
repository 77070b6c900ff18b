using System.Data.Common;
using AfterSales.Engine.Commits;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Escalation;

/// <summary>By which policy, in which version, the rungs of an open task were planned.</summary>
/// <param name="Urgent">The task itself is urgent: every rung tells at any hour.</param>
internal sealed record Ladder(long UserTaskKey, string? CaseNumber, string PolicyId, int PolicyVersion, bool Urgent, string? OwnerDepartment)
{
    /// <summary>The rung that a step gives this task.</summary>
    public DueRung Rung(long key, EscalationStep step, DateTimeOffset at) => new(
        key, UserTaskKey, CaseNumber, step.Id, step.Share, step.Notices, Urgent || step.Urgent, step.Digest, OwnerDepartment, at);
}

/// <summary>The ladders of open tasks in the database; a row goes with its task.</summary>
internal static class LadderTable
{
    private const string Columns = "user_task_key, case_number, policy_id, policy_version, urgent, owner_department";

    public static void Put(CommitContext commit, Ladder ladder) => commit.Execute(
        $"""
        INSERT INTO escalation_ladder ({Columns}) VALUES (@task, @caseNumber, @policy, @version, @urgent, @owner) ON CONFLICT (user_task_key) DO NOTHING
        """,
        new
        {
            task = ladder.UserTaskKey, caseNumber = ladder.CaseNumber, policy = ladder.PolicyId, version = ladder.PolicyVersion, urgent = ladder.Urgent ? 1 : 0,
            owner = ladder.OwnerDepartment,
        });

    /// <summary>Marks a ladder as following a version; false when it is gone, or another node was faster.</summary>
    public static bool Follow(CommitContext commit, long userTaskKey, int version) => commit.Change(
        "UPDATE escalation_ladder SET policy_version = @version WHERE user_task_key = @userTaskKey AND policy_version < @version", new { userTaskKey, version }) == 1;

    public static void Forget(CommitContext commit, long userTaskKey) =>
        commit.Execute("DELETE FROM escalation_ladder WHERE user_task_key = @userTaskKey", new { userTaskKey });

    /// <summary>Ladders of a policy that were planned by an earlier version of it.</summary>
    public static IReadOnlyList<Ladder> Behind(RowSource db, string policyId, int version, int limit) => Read(
        db, "policy_id = @policyId AND policy_version < @version ORDER BY policy_version, user_task_key LIMIT @limit", new { policyId, version, limit });

    public static IReadOnlyList<Ladder> Of(DbConnection db, string policyId) => Read(db, "policy_id = @policyId ORDER BY user_task_key", new { policyId });

    /// <summary>How many open tasks each policy has.</summary>
    public static IReadOnlyDictionary<string, int> Counts(DbConnection db) =>
        db.List<(string Policy, long Tasks)>("SELECT policy_id, COUNT(*) FROM escalation_ladder GROUP BY policy_id").ToDictionary(row => row.Policy, row => (int)row.Tasks);

    private static IReadOnlyList<Ladder> Read(RowSource db, string where, object parameters) =>
        [.. db.List<(long Task, string? CaseNumber, string Policy, long Version, long Urgent, string? Owner)>($"SELECT {Columns} FROM escalation_ladder WHERE {where}", parameters)
            .Select(row => new Ladder(row.Task, row.CaseNumber, row.Policy, (int)row.Version, row.Urgent != 0, row.Owner))];
}
