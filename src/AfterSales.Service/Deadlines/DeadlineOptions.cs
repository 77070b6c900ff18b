namespace AfterSales.Service.Deadlines;

/// <summary>What the process owner may decide for all limits.</summary>
public sealed record DeadlineOptions
{
    /// <summary>
    /// Deducts the time in which the customer is waited for, where a task, timer or process does not say otherwise with the property
    /// <c>deductPauses</c>. Pauses are recorded in any case. OPN-02: not deducted until the process owner allows it.
    /// </summary>
    public bool DeductPauses { get; init; }
}
