using AfterSales.Feel.Values;

namespace AfterSales.Feel;

/// <summary>The outcome of an evaluation. What could not be computed is null and has a warning; there is no exception.</summary>
/// <param name="Notes">What functions left behind for the caller, in order (a working-time calculation, say).</param>
public sealed record FeelResult(FeelValue Value, IReadOnlyList<FeelWarning> Warnings, IReadOnlyList<object> Notes);
