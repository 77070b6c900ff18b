using System.Text;
using AfterSales.Engine;
using AfterSales.Service.Calendars;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Calendars;

public class CalendarRegistryTests
{
    private readonly CalendarRegistry calendars = new();

    [Fact]
    public void Four_calendars_ship_with_the_product() =>
        calendars.All.Select(c => c.Id).ShouldBe(["china", "iran", "iran-thursday-off", "standard"]);

    [Fact]
    public void Every_reason_is_told_in_three_languages()
    {
        foreach (var calendar in calendars.All)
            foreach (var reason in calendar.Exceptions.Select(d => d.Reason!).Concat(calendar.YearlyHolidays.Select(h => h.Reason)).Append(calendar.Name).Append(calendar.ZoneName).Append(calendar.WeekendReason))
            {
                reason.English.ShouldNotBeNullOrWhiteSpace(calendar.Id);
                reason.Persian.ShouldNotBeNullOrWhiteSpace($"{calendar.Id}: {reason.English}");
                reason.Chinese.ShouldNotBeNullOrWhiteSpace($"{calendar.Id}: {reason.English}");
            }
    }

    [Fact]
    public void Holidays_that_follow_the_moon_ask_to_be_confirmed() =>
        calendars.Find("iran")!.Exceptions.ShouldAllBe(day => day.ToConfirm);

    [Fact]
    public void In_Iran_Friday_is_free_and_Thursday_a_half_day_unless_the_other_calendar_is_chosen()
    {
        calendars.Find("iran")!.HoursOn(DayOfWeek.Friday).IsWorking.ShouldBeFalse();
        calendars.Find("iran")!.HoursOn(DayOfWeek.Thursday).Length.ShouldBe(TimeSpan.FromHours(4));
        calendars.Find("iran-thursday-off")!.HoursOn(DayOfWeek.Thursday).IsWorking.ShouldBeFalse();
        calendars.Find("iran-thursday-off")!.IsWorkingDay(new(2026, 3, 22)).ShouldBeFalse("it keeps the holidays");
    }

    [Fact]
    public void An_edited_copy_takes_the_place_of_the_shipped_one()
    {
        calendars.Put(Json("""{"id": "iran", "extends": "iran", "dates": [{"on": "2026-11-23", "reason": {"en": "Air pollution", "fa": "آلودگی هوا", "zh": "空气污染"}}]}"""));
        calendars.Find("iran")!.IsWorkingDay(new(2026, 11, 23)).ShouldBeFalse();
        calendars.Find("iran")!.IsWorkingDay(new(2026, 3, 21)).ShouldBeFalse("what it extends stays");
    }

    [Theory]
    [InlineData("""{"id": "x", "name": {"en": "x"}, "zone": "Etc/UTC", "hours": {}}""", "no working weekday")]
    [InlineData("""{"id": "x", "name": {"en": "x"}, "zone": "Mars/Olympus", "hours": {"monday": ["08:00-12:00"]}}""", "unknown time zone")]
    [InlineData("""{"id": "x", "name": {"en": "x"}, "zone": "Etc/UTC", "hours": {"monday": ["12:00-08:00"]}}""", "unreadable shift")]
    [InlineData("""{"id": "x", "name": {"en": "x"}, "zone": "Etc/UTC", "hours": {"monday": ["08:00-12:00", "11:00-13:00"]}}""", "overlap")]
    [InlineData("""{"id": "x", "name": {"en": "x"}, "zone": "Etc/UTC", "hours": {"monday": ["08:00-12:00"]}, "dates": [{"on": "2026-02-03", "to": "2026-02-01", "reason": {"en": "?"}}]}""", "ends before it starts")]
    [InlineData("""{"id": "x", "extends": "atlantis"}""", "not shipped")]
    public void A_wrong_file_is_refused_with_the_reason(string json, string reason) =>
        Should.Throw<FormatException>(() => calendars.Put(Json(json))).Message.ShouldContain(reason);

    [Fact]
    public async Task An_operators_folder_is_read_at_start_and_a_wrong_file_is_named()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("aftersales-calendars-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "iran.json"), """{"id": "iran", "extends": "iran", "knownUntil": "2028-03-19", "dates": [{"on": "2027-05-17", "reason": {"en": "Eid al-Adha"}}]}""", Ct);
            var start = new CalendarFolder(calendars, folder.FullName);
            await start.StartAsync(Ct);
            calendars.Find("iran")!.IsWorkingDay(new(2027, 5, 17)).ShouldBeFalse();
            calendars.Find("iran")!.KnownUntil.ShouldBe(new DateOnly(2028, 3, 19));
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "site.json"), """{"id": "site"}""", Ct);
            (await Should.ThrowAsync<EngineStartException>(() => start.StartAsync(Ct))).Message.ShouldContain("site.json");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void An_unknown_member_is_refused_so_that_a_typing_error_is_seen() =>
        Should.Throw<System.Text.Json.JsonException>(() => calendars.Put(Json("""{"id": "x", "hollidays": []}""")));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static byte[] Json(string text) => Encoding.UTF8.GetBytes(text);
}
