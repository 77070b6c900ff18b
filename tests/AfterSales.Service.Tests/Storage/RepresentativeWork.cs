using System.Globalization;
using AfterSales.Engine.Search;
using AfterSales.Service.Attachments;
using AfterSales.Service.Calendars.Editing;
using AfterSales.Service.Cases;
using AfterSales.Service.Charges;
using AfterSales.Service.Contracts;
using AfterSales.Service.Deadlines;
using AfterSales.Service.Deadlines.Moves;
using AfterSales.Service.Designer;
using AfterSales.Service.Escalation;
using AfterSales.Service.Kpis;
using AfterSales.Service.Languages;
using AfterSales.Service.Mail;
using AfterSales.Service.Parts;
using AfterSales.Service.Quotations;
using AfterSales.Service.Records;
using AfterSales.Service.Registers;
using AfterSales.Service.Schedules;
using AfterSales.Service.Tasks;
using AfterSales.Service.Tests.Deadlines.Moves;
using AfterSales.Service.Tests.Workflows;
using AfterSales.Service.Timeline;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Storage;

/// <summary>
/// A working day of the service: cases from request to close with stock, quotations and appointments, one case that is left lying until its
/// ladder speaks, a month that comes round, a calendar edited under open limits, a mail published, and what people look at meanwhile.
/// </summary>
internal static class RepresentativeWork
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task DoAsync(TestService service)
    {
        foreach (var path in new[] { "repair/on-site", "return-exchange/exchanged" })
            await ServicePathTests.WalkAsync(service, FlowPath.All[path]);
        var open = await service.SubmitAsync();
        await TestService.EventuallyAsync(async () => (await service.Get<TaskQueries>().OfCaseAsync(open.CaseNumber, Ct)).Count > 0);
        await ReadAsync(service, open.CaseNumber, open.TrackingCode);
        await ChangeRulesAsync(service);

        service.Clock.Advance(TimeSpan.FromDays(40));
        await service.Get<EscalationSweep>().RunOnceAsync(Ct);
        await service.Get<ScheduleSweep>().RunOnceAsync(Ct);
        await ReadAsync(service, open.CaseNumber, open.TrackingCode);
        await SearchAsync(service);
    }

    /// <summary>What staff and customers look at.</summary>
    private static async Task ReadAsync(TestService service, string caseNumber, string trackingCode)
    {
        var reader = TestPeople.Demo("sales-desk");
        foreach (var person in new[] { reader, TestPeople.Admin })
        {
            foreach (var view in Enum.GetValues<InboxView>())
                await service.Get<TaskQueries>().InboxAsync(person, view, Ct);
            await service.Get<TaskQueries>().CountsAsync(person, Ct);
            await service.Get<CaseQueries>().ListAsync(new CaseFilter(), person, Ct);
            await service.Get<CaseQueries>().ListAsync(new CaseFilter { Statuses = [CaseStatus.InProgress] }, person, Ct);
            await service.Get<CaseQueries>().GetAsync(caseNumber, person, Language.English, Ct);
            await service.Get<RecordSearch>().FindAsync(new RecordFilter(), person, Ct);
        }
        var task = (await service.Get<TaskQueries>().OfCaseAsync(caseNumber, Ct))[0];
        await service.Get<TaskQueries>().GetAsync(task.Key, new TaskActor.Staff(reader), Ct);
        await service.Get<CaseQueries>().TrackAsync(trackingCode, Language.Persian, Ct);
        await service.Get<TimelineQueries>().OfCaseAsync(caseNumber, Language.English, Ct);
        await service.Get<TimelineQueries>().ForCustomerAsync(caseNumber, Language.English, Ct);
        await service.Get<AttachmentQueries>().OfCaseAsync(caseNumber, Ct);
        service.Get<DeadlineQueries>().ForCase(caseNumber);
        service.Get<DeadlineQueries>().ForTask(task.Key);
        service.Get<DeadlineQueries>().Breaches(caseNumber);
        service.Get<EscalationQueries>().ForCase(caseNumber);
        await service.Get<CalendarChanges>().MovesOfCaseAsync(caseNumber, Ct);
        await service.Get<Mailbox>().ListAsync(new MailFilter { CaseNumber = caseNumber }, Ct);
        await service.Get<Mailbox>().ListAsync(new MailFilter(), Ct);
        await service.Get<CustomerRegister>().SearchAsync(null, 0, 50, Ct);
        await service.Get<CustomerRegister>().FindAsync("desk@customer.example", Ct);
        await service.Get<EquipmentRegister>().SearchAsync(null, null, null, 0, 50, Ct);
        await service.Get<EquipmentRegister>().GetAsync("HL3K-1", reader, Ct);
        await service.Get<ContractRegister>().SearchAsync(null, null, null, 0, 50, Ct);
        await service.Get<Entitlements>().FindAsync("HL3K-1", new DateOnly(2026, 11, 21), ct: Ct);
        await service.Get<WorkOrderDesk>().SearchAsync(new() { From = service.Clock.GetUtcNow().AddDays(-7), To = service.Clock.GetUtcNow().AddDays(7) }, reader, Ct);
        await service.Get<PartQueries>().RequisitionsAsync(new() { CaseNumber = caseNumber }, reader, Ct);
        await service.Get<QuotationQueries>().ListAsync(new() { CaseNumber = caseNumber }, reader, Ct);
        await service.Get<ChargeQueries>().ListAsync(new() { CaseNumber = caseNumber }, reader, Ct);
        await service.Get<ScheduleQueries>().ListAsync(Ct);
        await service.Get<KpiQueries>().ReadAsync(new KpiQuestion { From = new DateOnly(2026, 10, 1), To = new DateOnly(2026, 12, 31) }, Ct);
    }

    private static async Task ChangeRulesAsync(TestService service)
    {
        var draft = CalendarChangesTests.Closed(new DateOnly(2026, 11, 25));
        var changes = service.Get<CalendarChanges>();
        var (preview, _) = await changes.PreviewAsync("standard", draft, Language.English, Ct);
        (await changes.ApplyAsync("standard", draft, "A day off", preview!.Fingerprint, "owner", Language.English, Ct)).ShouldBeOfType<RuleChangeResult.Applied>();
        await service.Get<MoveSweep>().RunOnceAsync(Ct);
        var id = Designer.DesignerFixture.Form("walked-form");
        await service.Get<Drafts>().SaveAsync(id, 0, Designer.DesignerFixture.FormFile("walked-form", "One"), "owner", Ct);
        var change = (await service.Get<Releases>().ProposeAsync([new DraftReference(id, 1)], "Note", "It is a test", Designer.DesignerFixture.Owner, Ct)).Value;
        await service.Get<Releases>().SignAsync(change.Key, true, null, Designer.DesignerFixture.Manager, Ct);
        await service.Get<Releases>().SignAsync(change.Key, true, null, Designer.DesignerFixture.Chief, Ct);
        await service.Get<Library>().ListAsync(Ct);
    }

    /// <summary>The searches of the engine's API that programs repeat: by a key, by what is open, by a business key or a correlation key.</summary>
    private static async Task SearchAsync(TestService service)
    {
        var engine = service.Engine;
        var instance = (await engine.Instances.SearchAsync(new SearchRequest().Take(1), Ct)).Value.Items[0];
        var ofInstance = SearchRequest.Where("processInstanceKey", instance.ProcessInstanceKey);
        await engine.Instances.SearchAsync(ofInstance, Ct);
        await engine.Instances.SearchAsync(SearchRequest.Where("parentProcessInstanceKey", instance.ProcessInstanceKey), Ct);
        await engine.History.SearchElementsAsync(ofInstance, Ct);
        await engine.History.SearchTimersAsync(ofInstance, Ct);
        await engine.UserTasks.SearchAsync(ofInstance, Ct);
        await engine.UserTasks.SearchAsync(ofInstance.And("state", "CREATED").OrderBy("creationDate"), Ct);
        await engine.UserTasks.SearchAsync(SearchRequest.Where("candidateGroup", "sales").And("state", "CREATED"), Ct);
        await engine.Jobs.SearchAsync(ofInstance, Ct);
        await engine.Incidents.SearchAsync(ofInstance, Ct);
        await engine.Incidents.SearchAsync(SearchRequest.Where("state", "ACTIVE"), Ct);
        await engine.Messages.SearchSubscriptionsAsync(SearchRequest.Where("correlationKey", string.Create(CultureInfo.InvariantCulture, $"CMP-{2026}-0001")).And("messageName", "complaint-withdrawn"), Ct);
        await engine.Variables.SearchAsync(ofInstance, Ct);
        await engine.UserTasks.SearchAsync(SearchRequest.Where("state", "CREATED"), Ct);
        await engine.Messages.SearchCorrelatedAsync(ofInstance, Ct);
        await engine.Decisions.SearchInstancesAsync(ofInstance, Ct);
        if ((await engine.Decisions.SearchInstancesAsync(new SearchRequest().Take(1), Ct)).Value.Items is [var decided])
        {
            await engine.Decisions.GetInstanceAsync(decided.DecisionEvaluationKey, decided.Ordinal, Ct);
            await engine.Decisions.SearchInstancesAsync(SearchRequest.Where("decisionDefinitionKey", decided.DecisionDefinitionKey), Ct);
        }
        if ((await engine.UserTasks.SearchAsync(SearchRequest.Where("state", "CREATED").Take(1), Ct)).Value.Items is [var task])
            await engine.Variables.OfUserTaskAsync(task.UserTaskKey, effective: true, new SearchRequest(), Ct);
        await engine.Statistics.ByProcessAsync(new SearchRequest(), Ct);
        await engine.Statistics.ByVersionAsync(instance.ProcessDefinitionId, new SearchRequest(), Ct);
        await engine.Statistics.ByErrorAsync(new SearchRequest(), Ct);
        await engine.Statistics.SubscriptionsAsync(SearchRequest.Where("messageName", "complaint-withdrawn"), Ct);
        await engine.Statistics.JobsAsync(new Engine.Statistics.TimeWindow(service.Clock.GetUtcNow().AddDays(-1), service.Clock.GetUtcNow()), "none", Ct);
        await engine.Outbox.SearchAsync(SearchRequest.Where("state", "PENDING"), Ct);
    }
}
