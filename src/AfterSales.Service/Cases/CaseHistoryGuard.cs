using AfterSales.Engine.Commits;
using AfterSales.Engine.Deletion;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Cases;

/// <summary>The history of an instance that belongs to a case, to a corrective action or to a requisition of parts is evidence and stays.</summary>
internal sealed class CaseHistoryGuard : IHistoryGuard
{
    public string? Refusal(CommitContext commit, long processInstanceKey)
    {
        var key = new { Key = processInstanceKey };
        if (CaseTable.OfInstance(commit, processInstanceKey) is { } number)
            return $"Process instance {processInstanceKey} belongs to case {number}, whose history is evidence and stays.";
        if (commit.First<string>("SELECT action_number FROM corrective_actions WHERE instance_key = @Key", key) is { } action)
            return $"Process instance {processInstanceKey} belongs to corrective action {action}, whose history is evidence and stays.";
        return commit.First<string>("SELECT requisition_number FROM requisitions WHERE instance_key = @Key", key) is { } requisition
            ? $"Process instance {processInstanceKey} belongs to requisition {requisition}, whose history is evidence and stays."
            : null;
    }
}
