namespace AfterSales.Service.Kpis;

/// <summary>What the figures need of a case: its facts, and everything counted in it, earliest first.</summary>
internal sealed class CountedCase
{
    public required string Number { get; init; }
    public required string Kind { get; init; }
    public string? Calendar { get; init; }

    /// <summary>The department that owns it.</summary>
    public string? Owner { get; init; }

    /// <summary>Closed with its work done, not given up or declined.</summary>
    public bool IsDone { get; init; }

    public long ReceivedAt { get; init; }
    public long? ClosedAt { get; init; }

    public List<CountedEvent> Events { get; } = [];

    /// <summary>Who is credited with the case as a whole: whose work was the last verdict or acceptance.</summary>
    public string? Credited => Events.FindLast(one => one.Event is KpiMarks.Resolved or KpiMarks.Accepted).Person;

    /// <summary>The first event of a mark; null where there was none.</summary>
    public CountedEvent? First(string mark)
    {
        foreach (var one in Events)
            if (one.Event == mark)
                return one;
        return null;
    }

    public Observation Count(long at, decimal numerator = 1, string? person = null, long? until = null) => new(at, numerator, Number, Kind, Calendar, Owner, person, until);

    /// <summary>An event counts for the department whose work it was, else for the owner.</summary>
    public Observation Count(in CountedEvent one, decimal numerator = 1) => new(one.At, numerator, Number, Kind, Calendar, one.Role ?? Owner, one.Person);
}

/// <summary>A counted event of a case; ordered by time, of the same moment as they were written.</summary>
/// <param name="At">Unix milliseconds.</param>
internal readonly record struct CountedEvent(string Event, long At, string? Person, string? Role, long Key) : IComparable<CountedEvent>
{
    public int CompareTo(CountedEvent other) => At.CompareTo(other.At) is not 0 and var earlier ? earlier : Key.CompareTo(other.Key);
}
