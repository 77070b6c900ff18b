using AfterSales.Service.Calendars.Editing;

namespace AfterSales.Web.Pages.Admin;

/// <summary>The edits of a rule as a page shows them: latest first.</summary>
/// <param name="NameOf">The name of a person for his id.</param>
public sealed record RuleHistory(IReadOnlyList<RuleVersion> Versions, Func<string?, string?> NameOf);
