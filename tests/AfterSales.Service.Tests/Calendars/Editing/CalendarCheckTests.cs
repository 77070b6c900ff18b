using AfterSales.Service.Calendars;
using AfterSales.Service.Calendars.Editing;
using AfterSales.Service.Languages;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Calendars.Editing;

public class CalendarCheckTests
{
    private const string Good = """{"name": {"en": "x"}, "zone": "Etc/UTC", "hours": {"monday": ["08:00-12:00"]}, "dates": [], "yearly": []}""";

    private static readonly CalendarRegistry Calendars = new();

    public static TheoryData<string> Shipped => [.. Calendars.All.Select(calendar => calendar.Id)];

    /// <summary>Field, what is put in its place, and a word of the answer.</summary>
    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "name", """{"name": {"en": " "}}""", "English" },
        { "zone", """{"zone": "Mars/Olympus"}""", "Mars/Olympus" },
        { "hours", """{"hours": {}}""", "no working hours" },
        { "hours", """{"hours": {"someday": ["08:00-12:00"]}}""", "someday" },
        { "hours", """{"hours": {"3": ["08:00-12:00"]}}""", "no weekday" },
        { "hours.monday", """{"hours": {"monday": ["12:00-08:00"]}}""", "12:00-08:00" },
        { "hours.monday", """{"hours": {"monday": ["08:00-12:00", "11:00-13:00"]}}""", "overlap" },
        { "hours.Monday", """{"hours": {"monday": ["08:00-12:00"], "Monday": ["08:00-12:00"]}}""", "twice" },
        { "yearly[0]", """{"yearly": [{"month": 2, "day": 30, "solar": false, "reason": {"en": "r"}}]}""", "no day 30" },
        { "yearly[0]", """{"yearly": [{"month": 7, "day": 31, "solar": true, "reason": {"en": "r"}}]}""", "no day 31" },
        { "yearly[1]", """{"yearly": [{"month": 1, "day": 1, "solar": true, "reason": {"en": "r"}}, {"month": 1, "day": 1, "solar": true, "reason": {"en": "r"}}]}""", "twice" },
        { "dates[0].on", """{"dates": [{"on": "2026-02-30", "reason": {"en": "r"}}]}""", "2026-02-30" },
        { "dates[0].on", """{"dates": [{"on": "1404-12-30", "reason": {"en": "r"}}]}""", "1404-12-30" },
        { "dates[0].on", """{"dates": [{"reason": {"en": "r"}}]}""", "no date" },
        { "dates[0].on", """{"dates": [{"on": "9999-12-31", "reason": {"en": "r"}}]}""", "no date" },
        { "dates[0].to", """{"dates": [{"on": "2026-02-03", "to": "2026-02-01", "reason": {"en": "r"}}]}""", "ends before" },
        { "dates[0].to", """{"dates": [{"on": "2026-02-03", "to": "2028-02-01", "reason": {"en": "r"}}]}""", "longer than a year" },
        { "dates[0].reason", """{"dates": [{"on": "2026-02-03"}]}""", "English" },
        { "dates[0].hours", """{"dates": [{"on": "2026-02-03", "hours": ["8-12"], "reason": {"en": "r"}}]}""", "8-12" },
        { "dates[0]", """{"dates": [null]}""", "empty" },
        { "dates[1]", """{"dates": [{"on": "2026-02-01", "to": "2026-02-09", "reason": {"en": "r"}}, {"on": "2026-02-05", "reason": {"en": "r"}}]}""", "twice" },
        { "dates", """{"dates": [{"on": "2026-01-01", "to": "2026-12-30", "reason": {"en": "r"}}, {"on": "2026-12-31", "to": "2027-12-30", "reason": {"en": "r"}}]}""", "more than a year" },
        { "knownUntil", """{"knownUntil": "soon"}""", "soon" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_told_at_its_field_in_three_languages(string field, string json, string word)
    {
        var draft = Merged(json);
        var told = new HashSet<string>();
        foreach (var language in LanguageCodes.All)
        {
            var (calendar, errors) = CalendarCheck.Check("x", 1, draft, language);
            calendar.ShouldBeNull();
            var error = errors.First(error => error.Field == field);
            error.Message.ShouldNotContain("⟦");
            told.Add(error.Message).ShouldBeTrue("each language has its own sentence");
            if (language == Language.English)
                error.Message.ShouldContain(word);
        }
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void A_shipped_calendar_passes_and_is_the_same_afterwards(string id)
    {
        var shipped = Calendars.Find(id)!;
        var draft = CalendarDraft.Read(CalendarDraft.Of(shipped).Write()).ShouldNotBeNull();
        var (calendar, errors) = CalendarCheck.Check(id, 1, draft, Language.English);
        errors.ShouldBeEmpty();
        CalendarDifference.Of(shipped, calendar!).ShouldBe(new RuleChanges(0, 0, 0, false, 0));
        for (var day = new DateOnly(2025, 1, 1); day < new DateOnly(2028, 1, 1); day = day.AddDays(1))
            calendar!.Day(day).Hours.ShouldBe(shipped.Day(day).Hours, $"{id} {day:O}");
    }

    [Theory]
    [InlineData("2026-11-21", 2026, 11, 21)]
    [InlineData("1405-08-30", 2026, 11, 21)]
    [InlineData("۱۴۰۵/۸/۳۰", 2026, 11, 21)]
    [InlineData(" 2028/2/29 ", 2028, 2, 29)]
    public void A_date_is_read_as_people_type_it(string text, int year, int month, int day) => CalendarCheck.ReadDate(text).ShouldBe(new DateOnly(year, month, day));

    [Theory]
    [InlineData("")]
    [InlineData("2026-11")]
    [InlineData("2027-02-29")]
    [InlineData("1404-12-30")]
    [InlineData("-2026-11-21")]
    [InlineData("2026-11-2x")]
    [InlineData("0000-00-00")]
    [InlineData("99999999999-1-1")]
    public void What_is_no_date_is_none(string text) => CalendarCheck.ReadDate(text).ShouldBeNull();

    [Fact]
    public void Holidays_come_from_an_icalendar_file()
    {
        var read = HolidayImport.Read(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20270321\r\nDTEND;VALUE=DATE:20270325\r\nSUMMARY:Nowruz\\, new\r\n  year\r\nEND:VEVENT\r\n"
            + "BEGIN:VEVENT\r\nDTSTART;TZID=\"Asia/Tehran: far\":20270401T080000\r\nDTEND:20270401T170000\r\nSUMMARY:Nature Day\r\nEND:VEVENT\r\n"
            + "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20270101\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:New Year\r\nEND:VEVENT\r\n"
            + "BEGIN:VEVENT\r\nDTSTART:soon\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n").ShouldNotBeNull();
        read.Days.ShouldBe([
            new DatedDraft { On = "2027-03-21", To = "2027-03-24", Reason = new("Nowruz, new year") },
            new DatedDraft { On = "2027-04-01", Reason = new("Nature Day") }]);
        (read.Repeating, read.Unreadable).ShouldBe((1, 1));
    }

    [Theory]
    [InlineData("""[{"on": "2027-03-21", "reason": {"en": "Nowruz"}}]""")]
    [InlineData("""{"dates": [{"on": "2027-03-21", "reason": {"en": "Nowruz"}}]}""")]
    public void Holidays_come_from_json(string json) => HolidayImport.Read(json)!.Days.ShouldHaveSingleItem().On.ShouldBe("2027-03-21");

    [Theory]
    [InlineData("")]
    [InlineData("date;name\r\n2027-03-21;Nowruz")]
    [InlineData("[1, 2]")]
    [InlineData("{\"dates\": 3}")]
    [InlineData("[{\"on\": \"2027")]
    public void Another_file_is_refused(string text) => HolidayImport.Read(text).ShouldBeNull();

    private static CalendarDraft Merged(string json)
    {
        var merged = System.Text.Json.Nodes.JsonNode.Parse(Good)!.AsObject();
        foreach (var (name, value) in System.Text.Json.Nodes.JsonNode.Parse(json)!.AsObject())
            merged[name] = value?.DeepClone();
        return CalendarDraft.Read(merged.ToJsonString()).ShouldNotBeNull();
    }
}
