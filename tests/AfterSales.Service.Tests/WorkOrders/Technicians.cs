using AfterSales.Feel.Values;
using AfterSales.Service.Languages;
using AfterSales.Service.Mail;
using AfterSales.Service.People;
using AfterSales.Service.WorkOrders;
using Shouldly;
using Xunit;
using static AfterSales.Service.Tests.TestDomain;

namespace AfterSales.Service.Tests.WorkOrders;

/// <summary>A service with the small workflow and two technicians who are free all week, Ann and Ben, and what becomes of their appointments.</summary>
internal static class Technicians
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<TestService> StartAsync(string workflow = TestWorkflows.Small)
    {
        var service = await TestWorkflows.StartSmallAsync(workflow);
        foreach (var person in service.Get<AfterSales.Service.People.Directory>().InGroup("service-engineer"))
            await service.Get<PeopleStore>().SaveAsync(person with { Active = false }, ct: Ct);
        await service.Get<PeopleStore>().SaveAsync(Technician("ann", new LocalText("Ann")), ct: Ct);
        await service.Get<PeopleStore>().SaveAsync(Technician("ben", new LocalText("Ben")) with { Language = Language.Persian }, ct: Ct);
        return service;
    }

    public static Person Technician(string id, LocalText name) => new() { Id = id, Name = name, Email = id + "@demo.example", Groups = ["service-engineer"] };

    /// <summary>The number of a new order of a case, with an appointment when a technician is named.</summary>
    public static async Task<string> OrderAsync(this TestService service, (string Name, FeelValue Value) about, string? technician = null, string start = "2026-11-23T10:00:00Z")
    {
        var number = (await service.StepAsync(
            "open-work-order", "workOrder", ("workType", Text("repair")), ("skill", Text("service-engineer")), ("durationHours", FeelValue.Of(2)), about)).TextOf("number");
        if (technician is not null)
            (await service.StepAsync("schedule-work-order", "workOrder", ("workOrder", Text(number)), ("technician", Text(technician)), ("start", Text(start)), about))
                .TextOf("status").ShouldBe("scheduled");
        return number;
    }

    public static async Task<WorkOrder> OrderAsync(this TestService service, string number) => (await service.Engine.ReadAsync(db => WorkOrderTable.Find(db, number), Ct))!;

    /// <summary>Mails to somebody, the newest first.</summary>
    public static Task<IReadOnlyList<MailView>> MailsAsync(this TestService service, string person, string template) =>
        service.Get<Mailbox>().ListAsync(new MailFilter { To = person + "@demo.example", Template = template }, Ct);
}
