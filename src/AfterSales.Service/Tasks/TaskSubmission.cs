using AfterSales.Service.Forms;

namespace AfterSales.Service.Tasks;

/// <summary>What became of a submitted task.</summary>
public abstract record TaskSubmission
{
    /// <summary>Written down; the case has moved on.</summary>
    public sealed record Done(string? CaseNumber) : TaskSubmission;

    /// <summary>Nothing was changed; the form holds the answers and what is wrong with them.</summary>
    public sealed record Invalid(FormView Form) : TaskSubmission;

    /// <summary>Nothing was changed, since the case is held; the form holds the answers.</summary>
    public sealed record Held(FormView Form) : TaskSubmission;

    /// <summary>The task cannot be completed by this actor any more; the lookup says why.</summary>
    public sealed record NotPossible(TaskLookup Why) : TaskSubmission;
}
