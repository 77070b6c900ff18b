namespace AfterSales.Bpmn.Lint.Soundness;

/// <summary>What can be wrong with the logic of a process.</summary>
public enum FaultKind
{
    /// <summary>Tokens wait at joins for others that can never come.</summary>
    Deadlock,

    /// <summary>Two tokens meet in one element or on one flow where one was meant. What happens beyond that is not explored.</summary>
    Unsynchronised,

    /// <summary>No way through the process reaches the element.</summary>
    Dead,

    /// <summary>The process runs on, but cannot end any more.</summary>
    Endless,
}

/// <summary>One fault, with a way that leads to it.</summary>
/// <param name="ElementId">The element to blame: the join, the element entered twice, the dead element, where the endless part begins.</param>
/// <param name="Places">For a deadlock: every join where tokens wait.</param>
/// <param name="Trace">Ids of the elements that were entered on the way there, in order; empty for dead elements.</param>
public sealed record SoundnessFault(FaultKind Kind, string ElementId, IReadOnlyList<string> Places, IReadOnlyList<string> Trace);

/// <summary>The answer about one process.</summary>
/// <param name="IsDecided">False when a limit was reached: then faults found are real, but there may be others.</param>
/// <param name="States">How many states were looked at.</param>
public sealed record SoundnessVerdict(IReadOnlyList<SoundnessFault> Faults, bool IsDecided, int States, TimeSpan Elapsed)
{
    public bool IsSound => IsDecided && Faults.Count == 0;
}
