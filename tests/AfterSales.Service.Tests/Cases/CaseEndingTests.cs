using AfterSales.Engine.Search;
using AfterSales.Engine.UserTasks;
using AfterSales.Feel.Values;
using AfterSales.Service.Cases;
using AfterSales.Service.Charges;
using AfterSales.Service.Parts;
using AfterSales.Service.Quotations;
using AfterSales.Service.Tests.WorkOrders;
using AfterSales.Service.WorkOrders;
using Shouldly;
using Xunit;
using static AfterSales.Service.Tests.TestDomain;

namespace AfterSales.Service.Tests.Cases;

/// <summary>The end of its workflow ends a case; one that ends without its work being done leaves nothing booked, kept back or offered (OPN-13).</summary>
public sealed class CaseEndingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(CustomerMessages.Withdrawn)]
    [InlineData(CustomerMessages.RequestWithdrawn)]
    public async Task A_withdrawal_cancels_appointments_parts_and_quotations_and_tells_the_technician(string message)
    {
        await using var service = await Technicians.StartAsync(TestWorkflows.Small.Replace(CustomerMessages.Withdrawn, message, StringComparison.Ordinal));
        var (about, found) = await OpenAsync(service);
        var booked = await service.OrderAsync(about, "ben");
        var open = await service.OrderAsync(about);
        var quotation = await QuoteAsync(service, about);
        await RequireAsync(service, found.Number);

        (await service.Get<CustomerMessages>().WithdrawAsync(found.TrackingCode, "No longer needed", Ct)).ShouldBeTrue();

        await TestService.EventuallyAsync(async () => (await service.Get<CaseQueries>().FindAsync(found.Number, Ct))!.Status == CaseStatus.Declined);
        foreach (var number in (string[])[booked, open])
            (await service.OrderAsync(number)).Status.ShouldBe(WorkOrderStatus.Cancelled, number);
        var mail = (await service.MailsAsync("ben", "notice")).ShouldHaveSingleItem("he hears of it once, and only of the appointment he had");
        mail.Subject.ShouldContain("قرار حضور شما لغو شد");
        mail.Text.ShouldContain(booked);
        mail.Text.ShouldContain("پرونده بدون این کار پایان یافت");
        (await service.OrderAsync(await service.OrderAsync(("case", FeelValue.Null)))).Status.ShouldBe(WorkOrderStatus.Open);
        (await service.StepAsync("schedule-work-order", "workOrder", ("workOrder", Text(await service.OrderAsync(("case", FeelValue.Null)))), ("technician", Text("ben")), ("start", Text("2026-11-23T10:00:00Z"))))
            .TextOf("status").ShouldBe("scheduled", "his calendar is free again at that time");
        await service.Engine.ReadAsync(
            db =>
            {
                RequisitionTable.Find(db, "PRQ-1")!.Status.ShouldBe(RequisitionStatus.Cancelled);
                QuotationTable.Find(db, quotation)!.Status.ShouldBe(QuotationStatus.Withdrawn);
                return true;
            },
            Ct);
    }

    [Fact]
    public async Task Cancelling_the_workflow_of_a_case_ends_the_case_and_what_was_booked_for_it()
    {
        await using var service = await Technicians.StartAsync();
        var (about, found) = await OpenAsync(service);
        var booked = await service.OrderAsync(about, "ann");

        (await service.Engine.Instances.CancelAsync(found.ProcessInstanceKey!.Value, "admin", ct: Ct)).IsOk.ShouldBeTrue();

        (await service.Get<CaseQueries>().FindAsync(found.Number, Ct))!.Status.ShouldBe(CaseStatus.Declined, "nothing moves it any more");
        (await service.OrderAsync(booked)).Status.ShouldBe(WorkOrderStatus.Cancelled);
        (await service.MailsAsync("ann", "notice")).ShouldHaveSingleItem().Subject.ShouldContain("Your appointment is cancelled");
    }

    [Fact]
    public async Task A_case_whose_workflow_is_over_is_closed_also_where_no_step_closes_it()
    {
        var forgetful = TestWorkflows.Small.Replace("close-case", "file-record", StringComparison.Ordinal)
            .Replace("""<zeebe:input source="satisfied" target="outcome" />""", """<zeebe:input source="service-record" target="record" /><zeebe:input source="={result: 1}" target="data" />""", StringComparison.Ordinal);
        await using var service = await Technicians.StartAsync(forgetful);
        var (_, found) = await OpenAsync(service);

        foreach (var task in (string[])["look", "confirm"])
            await CompleteAsync(service, task);

        await TestService.EventuallyAsync(async () => (await service.Get<CaseQueries>().FindAsync(found.Number, Ct))!.Status == CaseStatus.Closed);
        (await service.Get<CaseQueries>().GetAsync(found.Number, TestPeople.Admin, AfterSales.Service.Languages.Language.English, Ct))!.Records.ShouldAllBe(record => record.FiledAt != null);
    }

    [Fact]
    public async Task A_satisfaction_survey_started_alone_closes_its_case()
    {
        await using var service = await TestService.StartAsync(workflows: TestWorkflows.Shipped);
        var opened = await service.Get<InternalCases>().OpenAsync(
            "survey", "How was our service?", "", onBehalfOf: new CaseCustomer { Name = "Buyer", Email = "alone@customer.example" }, ct: Ct);
        var number = opened.ShouldBeOfType<AfterSales.Service.Intake.IntakeResult.Accepted>().Request.CaseNumber;
        UserTaskRow? task = null;
        await TestService.EventuallyAsync(async () =>
            (task = (await service.Engine.UserTasks.SearchAsync(SearchRequest.Where("elementId", "Task_survey").And("state", UserTaskStates.Created), Ct)).Value.Items is [var first, ..] ? first : null) is not null);
        var submitted = await service.Get<AfterSales.Service.Tasks.TaskCompletion>().SubmitAsync(
            task!.UserTaskKey, new AfterSales.Service.Tasks.TaskActor.Customer("alone@customer.example"),
            AfterSales.Service.Forms.FormValues.From(("survey.solved", "yes"), ("survey.speed", "5"), ("survey.solution", "5"), ("survey.attitude", "5")), [], AfterSales.Service.Languages.Language.English, Ct);
        submitted.ShouldBeOfType<AfterSales.Service.Tasks.TaskSubmission.Done>();

        await TestService.EventuallyAsync(async () => (await service.Get<CaseQueries>().FindAsync(number, Ct))!.Status == CaseStatus.Closed);
    }

    [Fact]
    public async Task A_case_that_was_carried_out_keeps_what_is_still_planned()
    {
        await using var service = await Technicians.StartAsync();
        var (about, found) = await OpenAsync(service);
        var later = await service.OrderAsync(about, "ann", "2026-11-26T10:00:00Z");
        var quotation = await QuoteAsync(service, about);

        foreach (var task in (string[])["look", "confirm"])
            await CompleteAsync(service, task);

        await TestService.EventuallyAsync(async () => (await service.Get<CaseQueries>().FindAsync(found.Number, Ct))!.Status == CaseStatus.Closed);
        (await service.OrderAsync(later)).Status.ShouldBe(WorkOrderStatus.Scheduled);
        (await service.Engine.ReadAsync(db => QuotationTable.Find(db, quotation), Ct))!.Status.ShouldBe(QuotationStatus.Open);
        (await service.MailsAsync("ann", "notice")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cancelled_work_order_tells_its_technician_and_his_substitute_but_not_the_one_who_cancelled()
    {
        await using var service = await Technicians.StartAsync();
        var (about, _) = await OpenAsync(service);
        var first = await service.OrderAsync(about, "ann");
        var second = await service.OrderAsync(about, "ann", "2026-11-24T10:00:00Z");
        await service.Get<AfterSales.Service.People.PeopleStore>().SaveAsync(
            Technicians.Technician("ann", new("Ann")) with { SubstituteId = "ben", AwayFrom = new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero) }, ct: Ct);
        var desk = service.Get<AfterSales.Service.Registers.WorkOrderDesk>();

        await desk.EndAsync(first, WorkOrderStatus.Cancelled, "Customer is ill", TestPeople.Demo("service-manager"), Ct);
        (await service.MailsAsync("ann", "notice")).ShouldHaveSingleItem().Text.ShouldContain("Customer is ill");
        (await service.MailsAsync("ben", "notice")).ShouldHaveSingleItem("he stands in for her").Text.ShouldContain(first);

        await desk.EndAsync(second, WorkOrderStatus.Cancelled, "I am ill", Technicians.Technician("ann", new("Ann")), Ct);
        (await service.MailsAsync("ann", "notice")).Count.ShouldBe(1, "she knows what she did herself");
    }

    private static async Task<((string Name, FeelValue Value) About, ServiceCase Found)> OpenAsync(TestService service)
    {
        var about = await service.CaseAsync();
        var number = ((FeelContext)about.Value).TextOf("number");
        return (about, (await service.Get<CaseQueries>().FindAsync(number, Ct))!);
    }

    private static async Task<string> QuoteAsync(TestService service, (string Name, FeelValue Value) about) => (await service.StepAsync(
        "make-quotation", "quotation", about, ("currency", Text("CNY")), ("chargeType", Text("charged")),
        ("lines", FeelValue.Of(FeelContext.Empty.With("text", Text("Seal")).With("price", FeelValue.Of(10)))))).TextOf("number");

    // The step's own end would give it back; this one belongs to work that goes on.
    private static Task RequireAsync(TestService service, string caseNumber) => service.Engine.WriteAsync(
        commit => RequisitionTable.Insert(
            commit,
            new Requisition { Number = "PRQ-1", CaseNumber = caseNumber, Status = RequisitionStatus.Requested, ChargeType = ChargeType.Charged, Lines = [new(1, "SL-20", "Seal", 1, 0)] },
            instanceKey: 1),
        ct: Ct);

    private static async Task CompleteAsync(TestService service, string element)
    {
        UserTaskRow? task = null;
        await TestService.EventuallyAsync(async () =>
            (task = (await service.Engine.UserTasks.SearchAsync(SearchRequest.Where("elementId", element).And("state", UserTaskStates.Created), Ct)).Value.Items is [var first, ..] ? first : null) is not null);
        (await service.Engine.UserTasks.CompleteAsync(task!.UserTaskKey, ct: Ct)).IsOk.ShouldBeTrue();
    }
}
