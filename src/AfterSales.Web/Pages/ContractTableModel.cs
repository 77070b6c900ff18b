using AfterSales.Service.Contracts;

namespace AfterSales.Web.Pages;

/// <summary>Contracts as a table.</summary>
/// <param name="Today">Tells which of them run.</param>
/// <param name="MayChange">Whether the reader may change them.</param>
public sealed record ContractTableModel(IReadOnlyList<Contract> Contracts, DateOnly Today, bool MayChange);
