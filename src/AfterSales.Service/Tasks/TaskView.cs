using AfterSales.Service.Cases;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;
using AfterSales.Service.Tasks.Obstacles;
using AfterSales.Service.Tasks.Questions;

namespace AfterSales.Service.Tasks;

/// <summary>A task with its case in short and its form, for the one who is going to do it.</summary>
public sealed record TaskView
{
    public required TaskListItem Task { get; init; }

    /// <summary>
    /// What to do, from the diagram's documentation without the requirement ids. Shown with <see cref="LocalText.OnlyIn"/>: a reader
    /// whose language has no text sees none.
    /// </summary>
    public LocalText? Instructions { get; init; }

    /// <summary>Ids of requirements the step comes from, such as <c>CMP-05</c>.</summary>
    public IReadOnlyList<string> Requirements { get; init; } = [];

    /// <summary>Null for a task of a process that belongs to no case.</summary>
    public CaseSummary? Case { get; init; }

    public required FormView Form { get; init; }

    /// <summary>The record the answers become part of; null when none.</summary>
    public LocalText? Record { get; init; }

    /// <summary>The reader may answer the form now.</summary>
    public bool CanComplete { get; init; }

    /// <summary>Nobody has taken the task and the reader may.</summary>
    public bool CanClaim { get; init; }

    /// <summary>The reader holds the task and his department could do it as well.</summary>
    public bool CanReturn { get; init; }

    /// <summary>The reader may give the task to somebody else.</summary>
    public bool CanReassign { get; init; }

    /// <summary>The case has a customer whom the reader may ask; while an answer is waited for he may take the question back.</summary>
    public bool CanAsk { get; init; }

    /// <summary>The reader may say that an obstacle is gone.</summary>
    public bool CanSolve { get; init; }

    /// <summary>The case is held: the task can be read, but not done until the case goes on.</summary>
    public bool IsCaseHeld { get; init; }

    /// <summary>What the customer was asked about this task, oldest first.</summary>
    public IReadOnlyList<TaskQuestion> Questions { get; init; } = [];

    /// <summary>What was reported to stand in the way, oldest first.</summary>
    public IReadOnlyList<Obstacle> Obstacles { get; init; } = [];

    /// <summary>The question that waits for its answer.</summary>
    public TaskQuestion? OpenQuestion => Questions.FirstOrDefault(question => question.IsOpen);
}
