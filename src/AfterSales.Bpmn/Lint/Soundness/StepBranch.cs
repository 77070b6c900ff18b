namespace AfterSales.Bpmn.Lint.Soundness;

/// <summary>A step that is not finished: tokens on their way, and what happened so far.</summary>
internal sealed class StepBranch(Marking marking)
{
    public Marking Marking { get; } = marking;

    public Queue<int> Queue { get; private init; } = new();

    public List<int> Entered { get; private init; } = [];

    /// <summary>Events further out that happen, in this order; of very many the first.</summary>
    public List<int> Thrown { get; private init; } = [];

    public FaultKind? Fault { get; private set; }

    public int Blamed { get; private set; }

    public bool HasEnded { get; set; }

    public bool IsError { get; set; }

    /// <summary>How many nodes were passed so far.</summary>
    public int Passed { get; set; }

    /// <summary>The last choice it made; see <see cref="StepTurns"/>.</summary>
    public int Turn { get; set; }

    /// <summary>The branch came back to where it was: others carry on from there.</summary>
    public bool IsDropped { get; private set; }

    public void Fail(FaultKind fault, int element)
    {
        if (Fault is null)
            (Fault, Blamed) = (fault, element);
        Queue.Clear();
    }

    public void Drop()
    {
        IsDropped = true;
        Queue.Clear();
    }

    public StepBranch Copy() => new(Marking.Copy()) { Queue = new Queue<int>(Queue), Entered = [.. Entered], Thrown = [.. Thrown], Passed = Passed, Turn = Turn };
}
