namespace AfterSales.Service.Kpis;

/// <summary>A survey that ended.</summary>
internal sealed class SurveyRow
{
    public long At { get; init; }
    public string SurveyId { get; init; } = "";
    public string? CaseNumber { get; init; }
    public long Answered { get; init; }
    public double? Score { get; init; }
}
