using AfterSales.Engine.Commits;
using AfterSales.Service.Timeline;

namespace AfterSales.Service.Deadlines;

/// <summary>Writes an entry into the timeline of its case, in the commit of what it tells of.</summary>
public delegate void TimelineWriter(CommitContext commit, TimelineEntry entry);

/// <summary>Kinds of timeline entries that limits write.</summary>
public static class DeadlineTimeline
{
    /// <summary>A due time has passed. Facts: <c>name</c>, <c>due</c>.</summary>
    public const string Missed = "deadline.missed";

    /// <summary>A due time moved because its calendar changed. Facts: <c>name</c>, <c>old</c>, <c>due</c>, <c>calendar</c>.</summary>
    public const string Moved = "deadline.moved";
}
