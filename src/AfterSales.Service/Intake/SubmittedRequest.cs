namespace AfterSales.Service.Intake;

/// <summary>A request that has become a case.</summary>
/// <param name="Repeated">The same request had been sent before; this is its case.</param>
public sealed record SubmittedRequest(string CaseNumber, string TrackingCode, bool Repeated);
