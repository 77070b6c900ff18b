using AfterSales.Feel;

namespace AfterSales.Bpmn.Compilation;

/// <summary>When a timer fires: once, or for a cycle with an interval.</summary>
/// <param name="RepetitionsLeft">For a cycle, the firings after the first; null: no end.</param>
/// <param name="Interval">Set for a cycle only.</param>
/// <param name="Notes">What functions left while the moment was computed (a working-time calculation).</param>
public sealed record TimerSchedule(DateTimeOffset DueAt, int? RepetitionsLeft, TimeSpan? Interval, IReadOnlyList<object> Notes);

/// <summary>The schedule, or a sentence that says why there is none.</summary>
public sealed record TimerScheduling(TimerSchedule? Schedule, string? Error)
{
    /// <summary>What the expression had to say for itself.</summary>
    public IReadOnlyList<FeelWarning> Warnings { get; init; } = [];
}
