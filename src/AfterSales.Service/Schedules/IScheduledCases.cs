using AfterSales.Feel.Values;

namespace AfterSales.Service.Schedules;

/// <summary>Opens the cases of schedules.</summary>
internal interface IScheduledCases
{
    /// <summary>Opens an internal case once per key: a second call with the same key answers the first one's number.</summary>
    /// <param name="customer">Key of the customer it is about; null for the company itself.</param>
    /// <returns>Its number, or why it cannot be opened.</returns>
    Task<(string? CaseNumber, string? Problem)> OpenAsync(
        string kind, string subject, string description, long? customer, IReadOnlyDictionary<string, FeelValue> variables, string idempotencyKey, CancellationToken ct);
}
