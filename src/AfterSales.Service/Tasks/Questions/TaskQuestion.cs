namespace AfterSales.Service.Tasks.Questions;

/// <summary>A question that somebody asked the customer because his task cannot be done without the answer.</summary>
/// <param name="AskedBy">A person id.</param>
/// <param name="Answer">What the customer wrote; null until then.</param>
public sealed record TaskQuestion(
    long Key, long TaskKey, string CaseNumber, string AskedBy, DateTimeOffset AskedAt, string Text, string? Answer, DateTimeOffset? ClosedAt, QuestionEnd? End)
{
    /// <summary>The customer has not answered yet.</summary>
    public bool IsOpen => ClosedAt is null;
}

/// <summary>Why a question no longer waits.</summary>
public enum QuestionEnd
{
    Answered,

    /// <summary>Staff needs the answer no more.</summary>
    Withdrawn,

    /// <summary>The task was completed or became needless.</summary>
    TaskEnded,
}
