using AfterSales.Feel.Values;
using AfterSales.Service.Cases;
using AfterSales.Service.Languages;
using AfterSales.Service.People;
using AfterSales.Service.WorkOrders;
using Shouldly;
using Xunit;
using static AfterSales.Service.Tests.TestDomain;

namespace AfterSales.Service.Tests.WorkOrders;

/// <summary>REP-09, APT-03: who does which work when. The clock stands at Saturday 21 November 2026, 08:30 UTC.</summary>
public sealed class WorkOrderJobTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_opened_order_has_a_number_and_free_times_of_people_with_the_skill()
    {
        await using var service = await StartAsync();

        var first = await OpenAsync(service);
        (first.TextOf("number"), first.TextOf("status")).ShouldBe(("WO-2026-0001", "open"));
        var slots = Slots(first);
        slots.Select(slot => slot.Technician).Distinct().ShouldBe(["ann", "ben"], ignoreOrder: true);
        slots.ShouldContain(("ann", "2026-11-23T08:00:00+00:00"), "Monday, when her day begins");
        slots[0].Technician.ShouldBe("ben", "Saturday is a working day in Iran");

        (await OpenAsync(service)).TextOf("number").ShouldBe("WO-2026-0002");
    }

    [Fact]
    public async Task An_appointment_is_booked_shown_in_the_timeline_and_taken_from_the_free_times()
    {
        await using var service = await StartAsync();
        var @case = await service.CaseAsync();
        var number = (await OpenAsync(service, @case)).TextOf("number");

        var booked = await ScheduleAsync(service, number, "ann", "2026-11-23T10:00:00Z", @case);

        (booked.TextOf("status"), booked["conflict"], booked.TextOf("technicianName")).ShouldBe(("scheduled", FeelValue.Null, "安"));
        booked.TextOf("end").ShouldBe("2026-11-23T20:00:00+08:00", "two hours later, told in the zone of the case");
        Slots(await OpenAsync(service)).ShouldNotContain(slot => slot.Technician == "ann" && slot.Start.StartsWith("2026-11-23T10", StringComparison.Ordinal));
        var view = (await service.Get<CaseQueries>().GetAsync(((FeelContext)@case.Value).TextOf("number"), TestPeople.Admin, Language.English, Ct))!;
        view.Timeline.Select(line => line.Kind).ShouldContain("workOrder.scheduled");
        view.Timeline.Single(line => line.Kind == "workOrder.scheduled").Detail!.ShouldContain("Ann");
        var orders = await service.Engine.ReadAsync(db => WorkOrderTable.Search(db, new WorkOrderFilter { Technician = "ann", From = At("2026-11-23T11:00:00Z"), To = At("2026-11-24T00:00:00Z") }), Ct);
        orders.Items.ShouldHaveSingleItem().Number.ShouldBe(number, "who is where when");
    }

    [Theory]
    [InlineData("ann", "2026-11-20T10:00:00Z", "past", "yesterday")]
    [InlineData("ann", "2026-11-22T10:00:00Z", "holiday", "Sunday")]
    [InlineData("ben", "2026-11-27T07:00:00Z", "holiday", "Friday in Iran")]
    [InlineData("ann", "2026-11-23T05:00:00Z", "outsideHours", "before her day begins")]
    [InlineData("ann", "2026-11-23T16:30:00Z", "outsideHours", "two hours do not fit any more")]
    [InlineData("cid", "2026-11-23T10:00:00Z", "away", "on leave")]
    [InlineData("dan", "2026-11-23T10:00:00Z", "unskilled", "works in sales")]
    [InlineData("nobody", "2026-11-23T10:00:00Z", "unskilled", "no such person")]
    public async Task An_appointment_that_cannot_be_says_why_and_changes_nothing(string technician, string start, string conflict, string because)
    {
        await using var service = await StartAsync();
        var number = (await OpenAsync(service)).TextOf("number");

        var answer = await ScheduleAsync(service, number, technician, start);

        (answer.TextOf("status"), answer.TextOf("conflict")).ShouldBe(("conflict", conflict), because);
        Slots(answer).ShouldNotBeEmpty("other times are offered");
        (await service.Engine.ReadAsync(db => WorkOrderTable.Find(db, number), Ct))!.Status.ShouldBe(WorkOrderStatus.Open);
    }

    [Fact]
    public async Task Nobody_is_at_two_places_at_once_and_a_cancelled_order_frees_its_time()
    {
        await using var service = await StartAsync();
        var first = (await OpenAsync(service)).TextOf("number");
        var second = (await OpenAsync(service)).TextOf("number");
        await ScheduleAsync(service, first, "ann", "2026-11-23T10:00:00Z");

        (await ScheduleAsync(service, second, "ann", "2026-11-23T11:00:00Z")).TextOf("conflict").ShouldBe("busy");
        (await ScheduleAsync(service, second, "ann", "2026-11-23T09:00:00Z")).TextOf("conflict").ShouldBe("busy", "it would run into the other one");
        (await ScheduleAsync(service, first, "ann", "2026-11-23T11:00:00Z")).TextOf("status").ShouldBe("scheduled", "an order does not stand in its own way");

        (await service.StepAsync("cancel-work-order", "workOrder", ("workOrder", Text(first)), ("reason", Text("Customer is ill")))).TextOf("status").ShouldBe("cancelled");
        (await ScheduleAsync(service, second, "ann", "2026-11-23T11:00:00Z")).TextOf("status").ShouldBe("scheduled");
    }

    [Fact]
    public async Task Two_bookings_at_the_same_moment_give_the_technician_to_one_of_them()
    {
        await using var service = await StartAsync();
        var numbers = new List<string>();
        for (var i = 0; i < 6; i++)
            numbers.Add((await OpenAsync(service)).TextOf("number"));

        var answers = await Task.WhenAll(numbers.Select(number => ScheduleAsync(service, number, "ann", "2026-11-23T10:00:00Z")));

        answers.Count(answer => answer.TextOf("status") == "scheduled").ShouldBe(1);
    }

    [Fact]
    public async Task Work_longer_than_a_day_goes_on_the_next_working_day_of_the_technician()
    {
        await using var service = await StartAsync();
        var number = (await OpenAsync(service, ("durationHours", FeelValue.Of(20)))).TextOf("number");
        var booked = await ScheduleAsync(service, number, "ann", "2026-11-26T09:00:00Z");
        booked.TextOf("status").ShouldBe("scheduled");
        booked.TextOf("end").ShouldStartWith("2026-11-30", customMessage: "Thursday, Friday, and over the weekend to Monday");
    }

    [Fact]
    public async Task A_skill_with_a_topic_asks_for_a_training_that_counts_on_the_day()
    {
        await using var service = await StartAsync();
        await service.StepAsync("add-training-record", "trainingRecord", ("audience", Text("staff")), ("topic", Text("HX-20")), ("people", Text("Ann")),
            ("heldOn", Text("2026-10-25")), ("validMonths", FeelValue.Of(1)), ("passed", FeelValue.True));
        await service.StepAsync("add-training-record", "trainingRecord", ("audience", Text("staff")), ("topic", Text("HX-20")), ("people", Text("ben")),
            ("heldOn", Text("2026-10-25")), ("passed", FeelValue.False));

        var opened = await OpenAsync(service, ("skill", Text("service-engineer/HX-20")));
        Slots(opened).Select(slot => slot.Technician).Distinct().ShouldBe(["ann"], "Ben did not pass");

        (await ScheduleAsync(service, opened.TextOf("number"), "ann", "2026-11-25T10:00:00Z")).TextOf("status").ShouldBe("scheduled", "the last day");
        (await ScheduleAsync(service, opened.TextOf("number"), "ann", "2026-11-26T10:00:00Z")).TextOf("conflict").ShouldBe("unskilled", "the day after");
    }

    [Fact]
    public async Task A_done_order_stays_done()
    {
        await using var service = await StartAsync();
        var number = (await OpenAsync(service)).TextOf("number");
        (await service.StepAsync("complete-work-order", "workOrder", ("workOrder", Text(number)), ("result", Text("Pump replaced")))).TextOf("status").ShouldBe("done");
        var again = await service.StepAsync("cancel-work-order", "workOrder", ("workOrder", Text(number)), ("reason", Text("x")));
        (again.TextOf("status"), again.TextOf("result")).ShouldBe(("done", "Pump replaced"));
        (await service.RefusalAsync("schedule-work-order", ("workOrder", Text(number)), ("technician", Text("ann")), ("start", Text("2026-11-23T10:00:00Z")))).ShouldContain("gets no appointment any more");
    }

    [Theory]
    [InlineData("open-work-order", "workType", "party", "must be one of")]
    [InlineData("open-work-order", "durationHours", "0", "must be between")]
    [InlineData("open-work-order", "earliest", "2026-13-01", "no date and time")]
    [InlineData("open-work-order", "latest", "2026-11-01", "before 'earliest'")]
    [InlineData("schedule-work-order", "start", "2026-11-31T10:00", "no date and time")]
    [InlineData("schedule-work-order", "workOrder", "WO-1999-0001", "There is no work order")]
    public async Task Wrong_inputs_are_refused_with_a_sentence(string job, string name, string value, string sentence)
    {
        await using var service = await StartAsync();
        var inputs = new Dictionary<string, FeelValue>
        {
            ["workType"] = Text("repair"), ["skill"] = Text("service-engineer"), ["durationHours"] = FeelValue.Of(2), ["earliest"] = Text("2026-11-23"),
            ["workOrder"] = Text("WO-2026-0001"), ["technician"] = Text("ann"), ["start"] = Text("2026-11-23T10:00:00Z"),
        };
        inputs[name] = Text(value);
        (await service.RefusalAsync(job, [.. inputs.Select(input => (input.Key, input.Value))])).ShouldContain(sentence);
    }

    /// <summary>Ann works by the standard calendar in UTC, Ben by the Iranian one, Cid is on leave, Dan sells.</summary>
    private static async Task<TestService> StartAsync()
    {
        var service = await TestWorkflows.StartSmallAsync();
        foreach (var person in service.Get<AfterSales.Service.People.Directory>().InGroup("service-engineer"))
            await service.Get<PeopleStore>().SaveAsync(person with { Active = false }, ct: Ct);
        foreach (var person in new[]
        {
            Person("ann", new LocalText("Ann", "آن", "安"), "service-engineer"),
            Person("ben", new LocalText("Ben"), "service-engineer") with { CalendarId = "iran" },
            Person("cid", new LocalText("Cid"), "service-engineer") with { AwayFrom = At("2026-11-01T00:00:00Z") },
            Person("dan", new LocalText("Dan"), "sales"),
        })
            await service.Get<PeopleStore>().SaveAsync(person, ct: Ct);
        return service;
    }

    private static Person Person(string id, LocalText name, string group) => new() { Id = id, Name = name, Email = id + "@demo.example", Groups = [group] };

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static Task<FeelContext> OpenAsync(TestService service, params (string Name, FeelValue Value)[] more) => service.StepAsync(
        "open-work-order", "workOrder", [("workType", Text("repair")), ("skill", Text("service-engineer")), ("durationHours", FeelValue.Of(2)), .. more]);

    private static Task<FeelContext> ScheduleAsync(TestService service, string number, string technician, string start, params (string, FeelValue)[] more) =>
        service.StepAsync("schedule-work-order", "workOrder", [("workOrder", Text(number)), ("technician", Text(technician)), ("start", Text(start)), .. more]);

    private static List<(string Technician, string Start)> Slots(FeelContext order) => [.. order["suggestions"].ShouldBeOfType<FeelList>().Items
        .Cast<FeelContext>().Select(slot => (slot.TextOf("technician"), slot.TextOf("start")))];
}
