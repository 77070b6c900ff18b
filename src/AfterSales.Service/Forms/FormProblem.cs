namespace AfterSales.Service.Forms;

/// <summary>Why a form schema cannot be used: the component at fault, where it can be told, and one sentence.</summary>
public sealed record FormProblem(string? ComponentId, string Message);
