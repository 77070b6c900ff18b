namespace AfterSales.Service.Tasks.Questions;

/// <summary>What the timeline of a case tells of questions to its customer.</summary>
internal static class QuestionTimeline
{
    public const string Asked = "question.asked";

    public const string Answered = "question.answered";

    /// <summary>The answer is needed no more.</summary>
    public const string Withdrawn = "question.withdrawn";
}
