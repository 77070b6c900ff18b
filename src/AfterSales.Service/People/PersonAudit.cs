using AfterSales.Engine.Commits;
using AfterSales.Service.Audit;
using AfterSales.Service.Timeline;

namespace AfterSales.Service.People;

/// <summary>What was changed about a person, as the log tells it: the names of what differs, never a password.</summary>
internal static class PersonAudit
{
    public static void Add(CommitContext commit, Person? before, Person after)
    {
        if (before is null)
            AuditLog.Add(commit, Entry("person.added", after));
        else if (before.Active != after.Active)
            AuditLog.Add(commit, Entry(after.Active ? "person.returned" : "person.left", after));
        else if (Differences(before, after).ToList() is { Count: > 0 } fields)
            AuditLog.Add(commit, Entry("person.changed", after, string.Join("; ", fields)));
    }

    private static AuditEntry Entry(string action, Person person, string? fields = null)
    {
        var facts = new Dictionary<string, TimelineValue> { ["name"] = TimelineValue.Of(person.Name) };
        if (fields is not null)
            facts["fields"] = TimelineValue.Of(fields);
        return new AuditEntry(action, "person", person.Id) { Facts = facts };
    }

    // Ids and addresses are the same in every language: what changed is told by the names of the fields and the new value.
    private static IEnumerable<string> Differences(Person before, Person after)
    {
        (string Name, string Before, string After)[] fields =
        [
            ("name", before.Name.ToString(), after.Name.ToString()),
            ("name.fa", before.Name.Persian ?? "", after.Name.Persian ?? ""),
            ("name.zh", before.Name.Chinese ?? "", after.Name.Chinese ?? ""),
            ("email", before.Email, after.Email),
            ("phone", before.Phone ?? "", after.Phone ?? ""),
            ("language", before.Language.ToString(), after.Language.ToString()),
            ("calendar", before.CalendarId, after.CalendarId),
            ("superior", before.SuperiorId ?? "", after.SuperiorId ?? ""),
            ("substitute", before.SubstituteId ?? "", after.SubstituteId ?? ""),
            ("awayFrom", Day(before.AwayFrom), Day(after.AwayFrom)),
            ("awayUntil", Day(before.AwayUntil), Day(after.AwayUntil)),
            ("groups", List(before.Groups), List(after.Groups)),
            ("rights", List(before.Roles), List(after.Roles)),
        ];
        return fields.Where(field => field.Before != field.After).Select(field => $"{field.Name}: {Shown(field.Before)} → {Shown(field.After)}");
    }

    private static string List(IEnumerable<string> ids) => string.Join(", ", ids.Distinct().Order(StringComparer.Ordinal));

    private static string Day(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", System.Globalization.CultureInfo.InvariantCulture) ?? "";

    private static string Shown(string value) => value.Length == 0 ? "–" : value;
}
