using System.Globalization;
using AfterSales.Service.Calendars;
using AfterSales.Service.Languages;
using AfterSales.Service.People;
using AfterSales.Web.Forms;

namespace AfterSales.Web.Pages.Admin;

/// <summary>A person as a form holds him: what was typed, right or wrong.</summary>
public sealed record PersonEntry
{
    public string Id { get; init; } = "";
    public string NameEn { get; init; } = "";
    public string? NameFa { get; init; }
    public string? NameZh { get; init; }
    public string Email { get; init; } = "";
    public string? Phone { get; init; }
    public string Language { get; init; } = "en";
    public string CalendarId { get; init; } = CalendarRegistry.StandardId;
    public string? SuperiorId { get; init; }
    public string? SubstituteId { get; init; }
    public string? AwayFrom { get; init; }
    public string? AwayUntil { get; init; }
    public IReadOnlyList<string> Roles { get; init; } = [AccountRoles.Staff];
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Groups the catalogue does not know, separated by commas.</summary>
    public string? OtherGroups { get; init; }

    public static PersonEntry Of(Person person, CalendarRegistry calendars)
    {
        var calendar = calendars.FindOrStandard(person.CalendarId);
        return new PersonEntry
        {
            Id = person.Id, NameEn = person.Name.English, NameFa = person.Name.Persian, NameZh = person.Name.Chinese, Email = person.Email, Phone = person.Phone,
            Language = person.Language.Code(), CalendarId = person.CalendarId, SuperiorId = person.SuperiorId, SubstituteId = person.SubstituteId,
            AwayFrom = Day(person.AwayFrom, calendar), AwayUntil = Day(person.AwayUntil, calendar), Roles = person.Roles,
            Groups = [.. person.Groups.Where(group => RoleCatalog.Default.Find(group) is not null)],
            OtherGroups = string.Join(", ", person.Groups.Where(group => RoleCatalog.Default.Find(group) is null)),
        };
    }

    public static PersonEntry Of(IFormCollection form, string? id) => new()
    {
        Id = id ?? Text(form, "id") ?? "", NameEn = Text(form, "nameEn") ?? "", NameFa = Text(form, "nameFa"), NameZh = Text(form, "nameZh"),
        Email = Text(form, "email") ?? "", Phone = Text(form, "phone"), Language = Text(form, "language") ?? "", CalendarId = Text(form, "calendarId") ?? "",
        SuperiorId = Text(form, "superiorId"), SubstituteId = Text(form, "substituteId"), AwayFrom = Text(form, "awayFrom"), AwayUntil = Text(form, "awayUntil"),
        Roles = [.. form["roles"].OfType<string>()], Groups = [.. form["groups"].OfType<string>()], OtherGroups = Text(form, "otherGroups"),
    };

    /// <summary>The person, where the days can be read; else the field that cannot.</summary>
    public (Person? Person, string? WrongDay) ToPerson(CalendarRegistry calendars, bool active)
    {
        var calendar = calendars.FindOrStandard(CalendarId);
        if (!TryDay(AwayFrom, calendar, out var from))
            return (null, "awayFrom");
        if (!TryDay(AwayUntil, calendar, out var until))
            return (null, "awayUntil");
        return (new Person
        {
            // One language is enough: where the others are missing, the name stands as it is.
            Id = Id, Name = new LocalText(NameEn.Length > 0 ? NameEn : NameFa ?? NameZh ?? "", NameFa, NameZh), Email = Email, Phone = Phone, Language = LanguageCodes.Parse(Language), CalendarId = CalendarId,
            SuperiorId = SuperiorId, SubstituteId = SubstituteId, AwayFrom = from, AwayUntil = until, Roles = Roles, Active = active,
            Groups = [.. Groups.Concat((OtherGroups ?? "").Split([',', '،', '，', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct()],
        }, null);
    }

    private static string? Text(IFormCollection form, string name) => form[name].FirstOrDefault()?.Trim() is { Length: > 0 } text ? text : null;

    private static string? Day(DateTimeOffset? at, WorkingCalendar calendar) =>
        at is { } instant ? calendar.LocalDay(instant).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    /// <summary>A day begins at midnight where the person works.</summary>
    private static bool TryDay(string? text, WorkingCalendar calendar, out DateTimeOffset? at)
    {
        at = null;
        if (text is null)
            return true;
        if (!DateOnly.TryParseExact(PostedForm.IsoDate(text), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return false;
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        at = new DateTimeOffset(midnight, calendar.Zone.GetUtcOffset(midnight));
        return true;
    }
}
