using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AfterSales.TestSupport;
using AfterSales.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Pages;

/// <summary>The calendar at a secret address, read by a library that calendar programs use.</summary>
public sealed class CalendarFeedTests(Site site) : IClassFixture<Site>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Appointments_and_due_times_are_read_by_another_program_and_the_old_address_dies_with_the_new_one()
    {
        var request = await site.ComplainAsync("feed@customer.example");
        var link = (await site.TaskLinksAsync(request.CaseNumber))[0];
        using var person = await site.SignInAsync(link.PersonId);
        var list = await person.GetAsync("/tasks?view=group&q=" + request.CaseNumber);
        await person.SubmitAsync(list, "form:has([data-action=claim])");
        var from = new DateTimeOffset(2099, 3, 2, 8, 30, 0, TimeSpan.Zero);
        const string place = "Hall 3; gate B,\nask for Ms Li – 中文地址，很长很长很长很长很长很长很长很长很长很长很长很长很长很长";
        await VisitAsync(link.PersonId, request.CaseNumber, place, from);

        var address = await AddressAsync(person);
        using var program = site.Visit("");
        var answer = await program.Client.GetAsync(address, Ct);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/calendar; charset=utf-8");
        var text = await answer.Content.ReadAsStringAsync(Ct);
        text.Split("\r\n").ShouldAllBe(line => Encoding.UTF8.GetByteCount(line) <= 75 && !line.Contains('\n', StringComparison.Ordinal));
        var calendar = await ReadAsync(text);
        var events = calendar.GetProperty("events").EnumerateArray().ToList();
        var visit = events.Single(one => one.GetProperty("busy").GetBoolean());
        visit.GetProperty("location").GetString().ShouldBe(place);
        visit.GetProperty("start").GetString().ShouldBe("2099-03-02T08:30:00.000Z");
        visit.GetProperty("end").GetString().ShouldBe("2099-03-02T10:30:00.000Z");
        var due = events.Single(one => !one.GetProperty("busy").GetBoolean());
        due.GetProperty("summary").GetString()!.ShouldContain(request.CaseNumber);
        due.GetProperty("url").GetString().ShouldStartWith("http://after-sales.example/tasks/");
        due.GetProperty("description").GetString().ShouldBe("The seam breaks off");

        // In the words of its reader, whatever they are; the events stay the same ones, so that a calendar program replaces and does not add.
        var uids = Uids(calendar);
        foreach (var (language, letter) in new[] { ("fa", @"\p{IsArabic}"), ("zh", @"\p{IsCJKUnifiedIdeographs}") })
        {
            await person.SubmitAsync(await person.GetAsync("/account"), "form:has([data-action=save-language])", ("language", language));
            var localised = await program.Client.GetStringAsync(address, Ct);
            localised.Split("\r\n").ShouldAllBe(line => Encoding.UTF8.GetByteCount(line) <= 75, language);
            Regex.Count(localised, "^DTSTAMP:[0-9]{8}T[0-9]{6}Z\r$", RegexOptions.Multiline).ShouldBe(events.Count, "every event says when it was written, in UTC");
            var read = await ReadAsync(localised);
            Uids(read).ShouldBe(uids, language);
            read.GetProperty("name").GetString()!.ShouldMatch(letter);
            read.GetProperty("events").EnumerateArray().ShouldAllBe(one => Regex.IsMatch(one.GetProperty("summary").GetString()!, letter), language);
            read.GetProperty("events").EnumerateArray().Single(one => one.GetProperty("busy").GetBoolean()).GetProperty("location").GetString().ShouldBe(place);
        }

        var renewed = await AddressAsync(person);
        renewed.ShouldNotBe(address);
        (await program.Client.GetAsync(address, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "whoever knew the old address reads nothing any more");
        (await program.Client.GetAsync(renewed, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await person.SubmitAsync(await person.GetAsync("/account"), "form:has([data-action=end-feed])");
        (await program.Client.GetAsync(renewed, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/calendar/x.ics")]
    [InlineData("/calendar/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.ics")]
    [InlineData("/calendar/.ics")]
    [InlineData("/calendar/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_guessed_address_opens_nothing(string address)
    {
        using var program = site.Visit("");
        (await program.Client.GetAsync(address, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<string> AddressAsync(Visitor person)
    {
        var made = await person.SubmitAsync(await person.GetAsync("/account"), "form:has([data-action=make-feed])");
        made.Status.ShouldBe(HttpStatusCode.OK, made.Text);
        var address = new Uri(made.One("[data-feed-address]").TextContent.Trim());
        (await person.GetAsync("/account")).All("[data-feed-address]").ShouldBeEmpty("the secret is shown once");
        return address.AbsolutePath;
    }

    private async Task VisitAsync(string technician, string caseNumber, string place, DateTimeOffset from)
    {
        var engine = site.Services.GetRequiredService<AfterSales.Engine.ProcessEngine>();
        await engine.WriteAsync(commit =>
        {
            using var command = commit.Connection.CreateCommand();
            command.Transaction = commit.Transaction;
            command.CommandText =
                """
                INSERT INTO work_orders (order_number, case_number, work_type, skill, address, duration_minutes, status, technician, start_at, end_at, created_at)
                VALUES ('WO-2099-0001', @number, 'repair', 'service-engineer', @place, 120, 'scheduled', @who, @from, @to, 0)
                """;
            foreach (var (name, value) in new (string, object)[] { ("@number", caseNumber), ("@place", place), ("@who", technician), ("@from", from.ToUnixTimeMilliseconds()), ("@to", from.AddHours(2).ToUnixTimeMilliseconds()) })
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value);
                command.Parameters.Add(parameter);
            }
            command.ExecuteNonQuery();
        }, ct: Ct);
    }

    private static List<string> Uids(JsonElement calendar) => [.. calendar.GetProperty("events").EnumerateArray().Select(one => one.GetProperty("uid").GetString()!)];

    private static async Task<JsonElement> ReadAsync(string text)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, text, Ct);
        var result = await NodeScript.RunAsync("browser", ["calendar.mjs", file], Ct);
        File.Delete(file);
        result.ExitCode.ShouldBe(0, result.Output);
        return JsonDocument.Parse(result.Output).RootElement;
    }
}
