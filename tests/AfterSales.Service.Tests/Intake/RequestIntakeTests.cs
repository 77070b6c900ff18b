using AfterSales.Engine.Search;
using AfterSales.Feel.Values;
using AfterSales.Service.Cases;
using AfterSales.Service.Intake;
using AfterSales.Service.Languages;
using AfterSales.Service.Mail;
using AfterSales.Service.People;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Intake;

public sealed class RequestIntakeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_becomes_a_case_with_customer_equipment_files_and_a_running_workflow()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        var request = await service.SubmitAsync(null, TestRequests.Photo());
        request.CaseNumber.ShouldBe("CMP-2026-0001");
        request.TrackingCode.Length.ShouldBe(24);
        request.Repeated.ShouldBeFalse();

        var view = await service.Get<CaseQueries>().GetAsync(request.CaseNumber, TestPeople.Admin, Language.English, Ct);
        view.ShouldNotBeNull();
        view.Case.Status.ShouldBe(CaseStatus.InProgress, "the first task sets it");
        view.Case.OwnerDepartment.ShouldBe("service-centre");
        view.Case.CalendarId.ShouldBe("china", "the calendar goes with the language");
        view.Case.Urgency.ShouldBe(Urgency.High);
        view.Customer.Email.ShouldBe("buyer@customer.example");
        view.Equipment!.SerialNumber.ShouldBe("hx20-0042");
        view.Attachments.ShouldHaveSingleItem().FileName.ShouldBe("leak.png");
        view.Processes.ShouldHaveSingleItem().State.Active.ShouldBe(["look"]);
        view.OpenTasks.ShouldHaveSingleItem().Name.In(Language.Persian).ShouldBe("بررسی شکایت");
        view.Timeline.Select(line => line.Kind).ShouldBe(["task.created", "case.status", "mail.written", "case.received"]);
        var variable = (FeelContext)(await service.Engine.Variables.OfInstanceAsync(view.Processes[0].InstanceKey, "case", Ct))!;
        variable["number"].ShouldBe(FeelValue.Of("CMP-2026-0001"));
        ((FeelContext)variable["customer"])["email"].ShouldBe(FeelValue.Of("buyer@customer.example"));
    }

    [Fact]
    public async Task The_acknowledgement_goes_out_in_the_customer_s_language()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        var request = await service.SubmitAsync();
        var mail = (await service.Get<Mailbox>().ListAsync(new MailFilter { CaseNumber = request.CaseNumber, Template = "acknowledgement" }, Ct)).ShouldHaveSingleItem();
        mail.Subject.ShouldContain(request.CaseNumber);
        mail.Language.ShouldBe(Language.Chinese);
        mail.Links.ShouldContain(link => link.Contains(request.TrackingCode));
    }

    [Fact]
    public async Task Mistakes_are_told_per_field_in_the_customer_s_language_and_leave_nothing()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        var result = await service.Get<RequestIntake>().SubmitAsync(
            TestRequests.Complaint with { Kind = "gift", CustomerEmail = "nobody", CustomerName = "  ", Urgency = "yesterday", Channel = "pigeon", Subject = new string('x', 201) }, [], Ct);
        var errors = result.ShouldBeOfType<IntakeResult.Invalid>().Errors;
        errors.Select(error => error.Field).ShouldBe(["customerName", "subject", "kind", "channel", "urgency", "customerEmail"], ignoreOrder: true);
        errors.Single(error => error.Field == "customerName").Message.ShouldBe("此项必填，填写后才能继续。");
        (await service.Get<CaseQueries>().ListAsync(new CaseFilter(), TestPeople.Admin, Ct)).Total.ShouldBe(0);
        (await service.SubmitAsync()).CaseNumber.ShouldBe("CMP-2026-0001", "a refused request takes no number");
    }

    [Fact]
    public async Task A_refused_file_is_told_by_its_name()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        var page = System.Text.Encoding.UTF8.GetBytes("<html>");
        var result = await service.Get<RequestIntake>().SubmitAsync(
            TestRequests.Complaint, [new("files", "photo.png", page.Length, () => new MemoryStream(page))], Ct);
        result.ShouldBeOfType<IntakeResult.Invalid>().Errors.ShouldHaveSingleItem().Message.ShouldContain("photo.png");
    }

    [Fact]
    public async Task The_same_key_again_is_the_same_request_also_when_both_come_at_once()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        var keyed = TestRequests.Complaint with { IdempotencyKey = "form-1" };
        var both = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => service.SubmitAsync(keyed)));
        both.Select(request => request.CaseNumber).Distinct().ShouldHaveSingleItem();
        both.Count(request => !request.Repeated).ShouldBe(1);
        (await service.Engine.Instances.SearchAsync(new SearchRequest(), Ct)).Value.TotalItems.ShouldBe(1);
    }

    [Fact]
    public async Task Numbers_run_without_gaps_per_year_also_under_load()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        var numbers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
            (await service.SubmitAsync(TestRequests.Complaint with { CustomerEmail = $"c{i}@customer.example", SerialNumber = $"S{i}" })).CaseNumber));
        numbers.Order().ShouldBe(Enumerable.Range(1, 20).Select(i => $"CMP-2026-{i:0000}"));
        service.Clock.Pin(new DateTimeOffset(2026, 12, 31, 20, 0, 0, TimeSpan.Zero));
        (await service.SubmitAsync()).CaseNumber.ShouldBe("CMP-2027-0001", "in China the new year has begun");
    }

    [Fact]
    public async Task A_known_customer_is_found_again_and_keeps_what_is_on_file()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        await service.SubmitAsync(TestRequests.Complaint with { CustomerPhone = null });
        var second = await service.SubmitAsync(TestRequests.Complaint with { CustomerEmail = "BUYER@customer.example", CustomerName = "Somebody else", SerialNumber = "HX20-0042" });
        var view = (await service.Get<CaseQueries>().GetAsync(second.CaseNumber, TestPeople.Admin, Language.English, Ct))!;
        view.Customer.Name.ShouldBe("Buyer", "anybody may type any address");
        view.Customer.Phone.ShouldBe("+86 10 5555 0100", "gaps are filled");
        view.Case.CustomerName.ShouldBe("Somebody else", "the case keeps what was typed");
        view.Equipment!.SerialNumber.ShouldBe("hx20-0042");
    }

    [Fact]
    public async Task Only_kinds_whose_workflow_is_deployed_are_offered()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        service.Get<RequestIntake>().Kinds.Select(kind => kind.Id).ShouldBe(["complaint"]);
    }
}
