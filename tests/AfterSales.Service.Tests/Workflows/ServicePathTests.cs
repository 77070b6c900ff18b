using AfterSales.Engine.Messages;
using AfterSales.Engine.Search;
using AfterSales.Engine.UserTasks;
using AfterSales.Feel.Values;
using AfterSales.Service.Cases;
using AfterSales.Service.Forms;
using AfterSales.Service.Intake;
using AfterSales.Service.Languages;
using AfterSales.Service.Tasks;
using AfterSales.TestSupport;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Workflows;

/// <summary>
/// The paths through the whole service: a request comes in, the demo people of the departments and the customer complete
/// their tasks, the service writes mails, files records and closes the case.
/// </summary>
public sealed class ServicePathTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Paths => new(FlowPath.All.Values.Where(path => path.InService).Select(path => path.Key));

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task The_case_ends_as_it_should_with_its_records_filed(string key)
    {
        await using var service = await TestService.StartAsync(workflows: TestWorkflows.Shipped);
        await WalkAsync(service, FlowPath.All[key]);
    }

    /// <summary>A path with deadlines and mails, one with stock and quotations, one with a called process and appointments.</summary>
    [Theory]
    [InlineData("complaint-handling/solved-and-satisfied")]
    [InlineData("return-exchange/exchanged")]
    [InlineData("repair/on-site")]
    public async Task A_case_on_PostgreSQL_ends_in_the_same_way(string key)
    {
        using var schema = TestSchema.New();
        await using var service = await TestService.StartAsync(workflows: TestWorkflows.Shipped, database: schema.ConnectionString);
        await WalkAsync(service, FlowPath.All[key]);
    }

    internal static async Task WalkAsync(TestService service, FlowPath path)
    {
        var request = await OpenAsync(service, path);
        foreach (var step in path.Steps)
            await TakeAsync(service, request.CaseNumber, step);

        await TestService.EventuallyAsync(async () => (await service.Get<CaseQueries>().FindAsync(request.CaseNumber, Ct))!.Status.Code() == path.Status);
        (await service.Engine.Incidents.SearchAsync(new SearchRequest(), Ct)).Value.Items.ShouldBeEmpty();
        var view = (await service.Get<CaseQueries>().GetAsync(request.CaseNumber, TestPeople.Admin, Language.English, Ct))!;
        view.Records.ShouldNotBeEmpty();
        view.Records.ShouldAllBe(record => record.FiledAt != null);
    }

    /// <summary>As a customer would ask for it; an internal kind as a schedule would open it, with the variables of the path.</summary>
    private static async Task<SubmittedRequest> OpenAsync(TestService service, FlowPath path) => CaseKinds.Find(Request(path).Kind) is { Internal: true }
        ? (await service.Get<InternalCases>().OpenAsync(Request(path), path.Variables, Ct)).ShouldBeOfType<IntakeResult.Accepted>().Request
        : await service.SubmitAsync(Request(path));

    private static NewRequest Request(FlowPath path)
    {
        var request = new CaseText(path.Case);
        return new NewRequest
        {
            Kind = request["kind"]!, CustomerName = request["customer", "name"], CustomerEmail = request["customer", "email"],
            CustomerPhone = request["customer", "phone"], CustomerCompany = request["customer", "company"],
            ProductModel = request["product", "model"], SerialNumber = request["product", "serialNumber"], OrderNumber = request["product", "orderNumber"],
            Subject = request["subject"], Description = request["description"], Channel = request["channel"], Urgency = request["urgency"],
            Language = LanguageCodes.Parse(request["language"]!),
        };
    }

    private static async Task TakeAsync(TestService service, string caseNumber, PathStep step)
    {
        if (step.Task is not null)
            await CompleteAsync(service, step.Task, step.Answers ?? []);
        else if (step.Timer is not null)
            await LetPassAsync(service, step.Timer);
        else
            (await service.Engine.Messages.PublishAsync(new PublishMessage(step.Message!, caseNumber) { Variables = step.MessageVariables }, ct: Ct)).IsOk.ShouldBeTrue();
    }

    private static async Task CompleteAsync(TestService service, string taskId, IReadOnlyDictionary<string, string> answers)
    {
        UserTaskRow? task = null;
        var open = SearchRequest.Where("elementId", taskId).And("state", UserTaskStates.Created);
        await TestService.EventuallyAsync(async () => (task = (await service.Engine.UserTasks.SearchAsync(open, Ct)).Value.Items is [var first, ..] ? first : null) is not null);
        var people = service.Get<AfterSales.Service.People.Directory>();
        TaskActor actor = task!.Assignee switch
        {
            null => new TaskActor.Staff(people.InGroup(task.CandidateGroups[0])[0]),
            { } customer when customer.StartsWith(TaskActor.CustomerPrefix, StringComparison.Ordinal) => new TaskActor.Customer(customer[TaskActor.CustomerPrefix.Length..]),
            { } technician => new TaskActor.Staff(people.ById(technician).ShouldNotBeNull(taskId)),
        };
        var submitted = await service.Get<TaskCompletion>().SubmitAsync(
            task.UserTaskKey, actor, FormValues.From(answers.Select(answer => (answer.Key, answer.Value))), [], Language.Persian, Ct);
        submitted.ShouldBeOfType<TaskSubmission.Done>(taskId);
    }

    private static async Task LetPassAsync(TestService service, string timerId)
    {
        long? due = null;
        await TestService.EventuallyAsync(async () => (due = await DurableWalk.DueAsync(service.Engine, timerId)) is not null);
        service.Clock.Pin(DateTimeOffset.FromUnixTimeMilliseconds(due!.Value));
        await TestService.EventuallyAsync(async () => await DurableWalk.DueAsync(service.Engine, timerId) != due);
    }

    /// <summary>Reads texts out of the case a path begins with.</summary>
    private sealed class CaseText(FeelContext @case)
    {
        public string? this[params ReadOnlySpan<string> path]
        {
            get
            {
                FeelValue value = @case;
                foreach (var name in path)
                    value = value is FeelContext context ? context[name] : FeelValue.Null;
                return value is FeelString text ? text.Value : null;
            }
        }
    }
}
