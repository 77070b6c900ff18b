using AfterSales.Service.Languages;

namespace AfterSales.Service.Forms;

/// <summary>One answer a choice offers.</summary>
/// <param name="Value">What is posted; compared as text.</param>
public sealed record FormOption(string Value, LocalText Label);
