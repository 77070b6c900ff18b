using System.Text.RegularExpressions;
using AfterSales.Service.Calendars;
using AfterSales.Service.Mail;

namespace AfterSales.Service.People.Editing;

/// <summary>
/// What must hold for a person before he is stored: an id workflows can name, an address of his own, superiors without a ring, and
/// somebody who may administer.
/// </summary>
internal static partial class PersonCheck
{
    private const int LongestName = 120;
    private const int MostGroups = 60;

    /// <param name="all">Everybody as stored now.</param>
    public static List<PersonFault> Faults(Person person, IReadOnlyList<Person> all, CalendarRegistry calendars, bool isNew)
    {
        var faults = new List<PersonFault>();
        var before = all.FirstOrDefault(other => other.Id == person.Id);
        Id(person, before, isNew, faults);
        Name(person, faults);
        Email(person, all, faults);
        if (calendars.Find(person.CalendarId) is null)
            faults.Add(new("calendarId", "calendar"));
        Superior(person, all, faults);
        Substitute(person, all, faults);
        if (person.AwayFrom is { } from && person.AwayUntil <= from)
            faults.Add(new("awayUntil", "awayOrder"));
        if (person.AwayFrom is null && person.AwayUntil is not null)
            faults.Add(new("awayFrom", "awayFrom"));
        if (person.Groups.Count > MostGroups || person.Groups.FirstOrDefault(group => !IsId(group)) is not null)
            faults.Add(new("otherGroups", "group", person.Groups.FirstOrDefault(group => !IsId(group)) ?? ""));
        if (person.Roles.Count == 0 || person.Roles.Any(role => !AccountRoles.All.Contains(role)))
            faults.Add(new("roles", "roles"));
        else if (IsLastAdmin(before, all) && !person.IsAdmin)
            faults.Add(new("roles", "lastAdmin"));
        return faults;
    }

    /// <summary>Whether nobody of the directory could administer without him.</summary>
    public static bool IsLastAdmin(Person? person, IReadOnlyList<Person> all) =>
        person is { Active: true, IsAdmin: true } && !all.Any(other => other.Id != person.Id && other is { Active: true, IsAdmin: true });

    public static bool IsId(string id) => IdForm().IsMatch(id);

    private static void Id(Person person, Person? before, bool isNew, List<PersonFault> faults)
    {
        if (!isNew)
            return;
        if (!IsId(person.Id))
            faults.Add(new("id", "id"));
        else if (before is not null)
            faults.Add(new("id", "idTaken", before.Name));
        // The built-in administrator, whose rights a person of that id would take or get; and the address of the page for a new one.
        else if (person.Id is "admin" or "new")
            faults.Add(new("id", "idReserved"));
    }

    private static void Name(Person person, List<PersonFault> faults)
    {
        if (string.IsNullOrWhiteSpace(person.Name.English))
            faults.Add(new("nameEn", "name"));
        foreach (var (field, name) in new[] { ("nameEn", person.Name.English), ("nameFa", person.Name.Persian), ("nameZh", person.Name.Chinese) })
            if (name is { Length: > LongestName })
                faults.Add(new(field, "nameLong", LongestName));
    }

    private static void Email(Person person, IReadOnlyList<Person> all, List<PersonFault> faults)
    {
        if (!HeaderText.IsAddress(person.Email))
            faults.Add(new("email", "email"));
        else if (all.FirstOrDefault(other => other.Id != person.Id && other.Active && string.Equals(other.Email, person.Email, StringComparison.OrdinalIgnoreCase)) is { } owner)
            faults.Add(new("email", "emailTaken", owner.Name));
        if (person.Phone is { Length: > 40 })
            faults.Add(new("phone", "phone"));
    }

    private static void Superior(Person person, IReadOnlyList<Person> all, List<PersonFault> faults)
    {
        if (person.SuperiorId is not { } id)
            return;
        if (id == person.Id)
            faults.Add(new("superiorId", "superiorSelf"));
        else if (all.FirstOrDefault(other => other.Id == id) is not { Active: true } superior)
            faults.Add(new("superiorId", "superiorUnknown"));
        else if (Ring(person, superior, all) is { } last)
            faults.Add(new("superiorId", "superiorRing", superior.Name, last.Name));
    }

    /// <summary>The one above the new superior who answers to this person; null when the way up ends.</summary>
    private static Person? Ring(Person person, Person superior, IReadOnlyList<Person> all)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { superior.Id };
        for (var above = superior; above.SuperiorId is { } id;)
        {
            if (id == person.Id)
                return above;
            if (!seen.Add(id) || all.FirstOrDefault(other => other.Id == id) is not { } next)
                return null;
            above = next;
        }
        return null;
    }

    private static void Substitute(Person person, IReadOnlyList<Person> all, List<PersonFault> faults)
    {
        if (person.SubstituteId is not { } id)
            return;
        if (id == person.Id)
            faults.Add(new("substituteId", "substituteSelf"));
        else if (all.FirstOrDefault(other => other.Id == id) is not { Active: true })
            faults.Add(new("substituteId", "substituteUnknown"));
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{1,39}$")]
    private static partial Regex IdForm();
}
