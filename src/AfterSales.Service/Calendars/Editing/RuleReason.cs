using AfterSales.Service.Forms;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Calendars.Editing;

/// <summary>The reason of an edit, which an auditor reads: required, and not a novel.</summary>
public static class RuleReason
{
    /// <summary>In characters.</summary>
    public const int Longest = 1_000;

    /// <summary>What is wrong with it, or null.</summary>
    public static FormError? Fault(string? reason, Language language) =>
        string.IsNullOrWhiteSpace(reason) ? new("reason", TextCatalog.For(language)["calendars.fault.reason"])
        : reason.Length > Longest ? new("reason", TextCatalog.For(language)["calendars.fault.textTooLong", Longest])
        : null;
}
