namespace AfterSales.Service.Tasks;

/// <summary>What became of claiming, returning or reassigning a task.</summary>
public abstract record TaskChange
{
    public sealed record Done : TaskChange;

    /// <summary>The request itself is at fault, with the text key of the reason (a missing reason, an unknown person).</summary>
    public sealed record Invalid(string TextKey) : TaskChange;

    /// <summary>The task is not there for this person; the lookup says why.</summary>
    public sealed record NotPossible(TaskLookup Why) : TaskChange;
}
