namespace AfterSales.Service.Tasks.Obstacles;

/// <summary>What the timeline of a case tells of obstacles.</summary>
internal static class ObstacleTimeline
{
    public const string Reported = "obstacle.reported";

    public const string Solved = "obstacle.solved";
}
