namespace AfterSales.Service.Surveys;

/// <summary>What came of one survey (SAT-03, SAT-05, SAT-10).</summary>
public sealed record SurveyResult
{
    /// <summary>Tells a second answer of the same survey from a new survey.</summary>
    public required string SurveyId { get; init; }

    public string? CaseNumber { get; init; }

    /// <summary>The workflow that asked.</summary>
    public required string ProcessId { get; init; }

    public bool Answered { get; init; }

    /// <summary>0 to 100; null without an answer.</summary>
    public decimal? Score { get; init; }

    /// <summary>As the decision <c>satisfaction-rating</c> calls it: met, warning, missed.</summary>
    public string? Rating { get; init; }
}
