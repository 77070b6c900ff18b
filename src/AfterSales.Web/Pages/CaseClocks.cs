using AfterSales.Service.Deadlines;

namespace AfterSales.Web.Pages;

/// <summary>The deadline clocks pages show.</summary>
public sealed class CaseClocks
{
    /// <summary>Every clock of a case, the most pressing first.</summary>
    public Task<IReadOnlyList<DeadlineClockView>> ForCaseAsync(string caseNumber, CancellationToken ct) => Task.FromResult<IReadOnlyList<DeadlineClockView>>([]);

    /// <summary>The clock of a task's own due time; null for a task without one.</summary>
    public Task<DeadlineClockView?> ForTaskAsync(long taskKey, CancellationToken ct) => Task.FromResult<DeadlineClockView?>(null);
}
