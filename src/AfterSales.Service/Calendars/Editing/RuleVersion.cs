namespace AfterSales.Service.Calendars.Editing;

/// <summary>One edit of a working calendar or an escalation policy: who changed it, when, why, and whether everything open follows it yet.</summary>
/// <param name="Id">Calendar or policy.</param>
/// <param name="Version">1 for the first edit; the shipped file is 0.</param>
/// <param name="Author">Person id; null for an edit made before authors were kept.</param>
/// <param name="Reason">What the author gave as reason.</param>
/// <param name="Changes">What differs from the version before.</param>
/// <param name="AppliedAt">Null while open limits are still being moved.</param>
public sealed record RuleVersion(
    string Id, int Version, string? Author, string Reason, RuleChanges Changes, DateTimeOffset ChangedAt, DateTimeOffset? AppliedAt);

/// <summary>What an edit changed, in numbers.</summary>
/// <param name="Added">Days or steps that are new.</param>
/// <param name="Removed">Days or steps that are gone.</param>
/// <param name="Changed">Days or steps that are different now.</param>
/// <param name="Week">True when hours, zone or yearly holidays changed.</param>
/// <param name="Moved">Open limits or rungs that the confirmed preview said would move.</param>
public sealed record RuleChanges(int Added, int Removed, int Changed, bool Week, int Moved);
