namespace AfterSales.Service.Tasks.Obstacles;

/// <summary>What keeps somebody from doing a task, as he reported it.</summary>
/// <param name="Reason">One of <see cref="ObstacleReasons"/>.</param>
/// <param name="ReportedBy">A person id.</param>
/// <param name="ClosedBy">Who said that it is solved; null when the task ended with it.</param>
/// <param name="Solution">What was done about it, if somebody said so.</param>
public sealed record Obstacle(
    long Key, long TaskKey, string? CaseNumber, string Reason, string Text, string ReportedBy, DateTimeOffset ReportedAt, DateTimeOffset? ClosedAt, string? ClosedBy, string? Solution)
{
    /// <summary>It still stands in the way.</summary>
    public bool IsOpen => ClosedAt is null;
}
