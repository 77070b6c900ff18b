using AfterSales.Service.Languages;

namespace AfterSales.Service.Tasks;

/// <summary>What became of a task somebody wants to open. Every answer but <see cref="Open"/> says kindly why not.</summary>
public abstract record TaskLookup
{
    /// <summary>The task is there to be done.</summary>
    public sealed record Open(TaskView View) : TaskLookup;

    /// <summary>It was completed before.</summary>
    public sealed record AlreadyDone(string? CaseNumber, LocalText? ByName, DateTimeOffset At) : TaskLookup;

    /// <summary>The workflow went another way, and the task is no longer needed.</summary>
    public sealed record Cancelled(string? CaseNumber, DateTimeOffset At) : TaskLookup;

    /// <summary>Somebody else has it now.</summary>
    public sealed record Reassigned(string? CaseNumber, LocalText? ToName) : TaskLookup;

    /// <summary>Its case is held: nothing of it moves until it is let go on.</summary>
    public sealed record Held(string? CaseNumber) : TaskLookup;

    /// <summary>The reader's departments have nothing to do with it.</summary>
    public sealed record NotAllowed : TaskLookup;

    /// <summary>There never was such a task.</summary>
    public sealed record Unknown : TaskLookup;
}
