using System.Globalization;
using AfterSales.Service.Attachments;
using AfterSales.Service.Cases;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;
using AfterSales.Service.People;
using AfterSales.Service.Tasks;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Cases;

/// <summary>The shipped complaint workflow with everything it calls, worked through by the demo people.</summary>
public sealed class ComplaintPathTests
{
    private const int MostTasks = 60;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_complaint_goes_through_the_departments_until_it_is_closed_with_its_records()
    {
        await using var service = await TestService.StartAsync(workflows: TestWorkflows.Shipped);
        var request = await service.SubmitAsync(TestRequests.Complaint with { Language = Language.Persian }, TestRequests.Photo());
        var done = new List<string>();
        while (await NextTaskAsync(service, request.CaseNumber) is { } task && done.Count < MostTasks)
        {
            var actor = await ActorAsync(service, task);
            var open = (await service.Get<TaskQueries>().GetAsync(task.Key, actor, Ct)).ShouldBeOfType<TaskLookup.Open>(task.Name.English);
            open.View.CanComplete.ShouldBeTrue(task.Name.English);
            var (answers, files) = Answer(open.View.Form);
            var result = await service.Get<TaskCompletion>().SubmitAsync(task.Key, actor, answers, files, Language.English, Ct);
            if (result is TaskSubmission.Invalid invalid)
                invalid.Form.Errors.ShouldBeEmpty(task.Name.English);
            result.ShouldBeOfType<TaskSubmission.Done>(task.Name.English);
            done.Add(task.Name.English);
            service.Clock.Pin(service.Clock.GetUtcNow().AddMinutes(10));
        }

        var view = (await service.Get<CaseQueries>().GetAsync(request.CaseNumber, TestPeople.Admin, Language.English, Ct))!;
        var told = string.Join(Environment.NewLine, view.Timeline.Reverse().Select(line => $"{line.At:HH:mm} {line.Title} | {line.Detail} | {line.ActorName}"));
        view.Case.Status.ShouldBe(CaseStatus.Closed, told);
        view.Processes.ShouldAllBe(process => !process.IsActive, told);
        view.Processes.ShouldAllBe(process => process.State.Incidents.Count == 0, told);
        view.Records.Select(record => record.TypeId).ShouldBe(
            ["reception-note", "customer-info-record", "complaint-handling-form", "opinion-listing", "satisfaction-survey", "service-record"], ignoreOrder: true, told);
        view.Timeline.ShouldAllBe(line => !line.Title.Contains('⟦') && !line.Title.Contains('{'), told);
    }

    /// <summary>The next task of the case, once jobs and messages have had their turn; null when the case is at its end.</summary>
    private static async Task<TaskListItem?> NextTaskAsync(TestService service, string caseNumber)
    {
        TaskListItem? next = null;
        await TestService.EventuallyAsync(async () =>
        {
            next = await service.Get<TaskQueries>().OfCaseAsync(caseNumber, Ct) is [var first, ..] ? first : null;
            return next is not null || (await service.Get<CaseProcesses>().OfCaseAsync(caseNumber, Ct)).All(process => !process.IsActive);
        });
        return next;
    }

    private static async Task<TaskActor> ActorAsync(TestService service, TaskListItem task)
    {
        if (task.IsCustomers)
            return new TaskActor.Customer(task.Assignee![TaskActor.CustomerPrefix.Length..]);
        var people = service.Get<AfterSales.Service.People.Directory>();
        var person = task.Assignee is { } id ? people.ById(id)! : task.CandidateGroups.SelectMany(people.InGroup).First();
        (await service.Get<TaskQueries>().InboxAsync(person, InboxView.All, Ct)).ShouldContain(item => item.Key == task.Key, person.Id);
        return new TaskActor.Staff(person);
    }

    /// <summary>Answers every visible field: the first option, a number within limits, some text.</summary>
    private static (IFormValues Answers, IReadOnlyList<UploadedFile> Files) Answer(FormView form)
    {
        var answers = new List<(string, string)>();
        var files = new List<UploadedFile>();
        foreach (var field in form.Fields.SelectMany(field => field.Fields.Prepend(field)))
            switch (field.Kind)
            {
                case FormFieldKind.Choice or FormFieldKind.Select or FormFieldKind.MultiChoice:
                    answers.Add((field.Name, field.Options[0].Value));
                    break;
                case FormFieldKind.Number:
                    answers.Add((field.Name, (field.Min ?? 1).ToString(CultureInfo.InvariantCulture)));
                    break;
                case FormFieldKind.Date:
                    answers.Add((field.Name, "2027-01-11"));
                    break;
                case FormFieldKind.Photos or FormFieldKind.Files:
                    files.Add(TestRequests.Photo(field.Name));
                    break;
                case FormFieldKind.Text or FormFieldKind.LongText or FormFieldKind.Signature:
                    answers.Add((field.Name, "As agreed with the customer"));
                    break;
            }
        return (FormValues.From(answers), files);
    }
}
