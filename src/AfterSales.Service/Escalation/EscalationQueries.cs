using AfterSales.Engine.Storage;

namespace AfterSales.Service.Escalation;

/// <summary>The ladders as evidence: what was planned, whom it told and when, what was skipped and why.</summary>
public sealed class EscalationQueries(IDbConnectionFactory database)
{
    /// <summary>The rungs of a task, earliest first; empty when it has no ladder.</summary>
    public IReadOnlyList<Rung> ForTask(long userTaskKey)
    {
        using var db = database.OpenRead();
        return EscalationTable.Read(db, "user_task_key = @userTaskKey", new { userTaskKey });
    }

    /// <summary>The rungs of all tasks of a case, earliest first.</summary>
    public IReadOnlyList<Rung> ForCase(string caseNumber)
    {
        using var db = database.OpenRead();
        return EscalationTable.Read(db, "case_number = @caseNumber", new { caseNumber });
    }
}
