namespace AfterSales.Service.Calendars;

/// <summary>The working hours of a day: shifts in order that do not touch, with breaks between them. No shift means no work.</summary>
public sealed class DayHours : IEquatable<DayHours>
{
    private DayHours(IReadOnlyList<Shift> shifts) => Shifts = shifts;

    /// <summary>A day without work.</summary>
    public static DayHours None { get; } = new([]);

    /// <summary>The shifts, earliest first.</summary>
    public IReadOnlyList<Shift> Shifts { get; }

    /// <summary>True when there is work at all.</summary>
    public bool IsWorking => Shifts.Count > 0;

    /// <summary>When the first shift begins; only of a working day.</summary>
    public TimeSpan Opening => Shifts[0].From;

    /// <summary>When the last shift ends; only of a working day.</summary>
    public TimeSpan Closing => Shifts[^1].To;

    /// <summary>Working time by the wall clock, breaks excluded.</summary>
    public TimeSpan Length => Shifts.Aggregate(TimeSpan.Zero, (sum, shift) => sum + shift.Length);

    /// <summary>
    /// Hours of these shifts, in any order; shifts that touch become one.
    /// </summary>
    /// <exception cref="ArgumentException">Two shifts overlap.</exception>
    public static DayHours Of(params IEnumerable<Shift> shifts)
    {
        var merged = new List<Shift>();
        foreach (var shift in shifts.OrderBy(s => s.From))
        {
            if (merged.Count > 0 && shift.From < merged[^1].To)
                throw new ArgumentException($"The shifts {merged[^1]} and {shift} overlap.", nameof(shifts));
            if (merged.Count > 0 && shift.From == merged[^1].To)
                merged[^1] = merged[^1] with { To = shift.To };
            else
                merged.Add(shift);
        }
        return merged.Count == 0 ? None : new(merged);
    }

    /// <inheritdoc />
    public bool Equals(DayHours? other) => other is not null && Shifts.SequenceEqual(other.Shifts);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as DayHours);

    /// <inheritdoc />
    public override int GetHashCode() => Shifts.Aggregate(0, HashCode.Combine);

    /// <summary><c>08:00-12:00, 13:00-17:00</c>.</summary>
    public override string ToString() => string.Join(", ", Shifts);
}
