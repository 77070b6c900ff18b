using System.Collections.Concurrent;
using System.Text;
using AfterSales.Engine;
using AfterSales.Engine.Clock;
using AfterSales.Engine.Deployments;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Search;
using AfterSales.Engine.UserTasks;
using AfterSales.Feel;
using AfterSales.Feel.Values;
using AfterSales.Service.Calendars;
using AfterSales.Service.Deadlines;
using AfterSales.Service.Mail;
using AfterSales.Service.Notifications;
using AfterSales.Service.Timeline;
using AfterSales.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace AfterSales.Service.Tests.Notifications;

/// <summary>The engine on a database of its own with mails on top: everything real but the people.</summary>
internal sealed class MailHost : IAsyncDisposable
{
    private readonly ConcurrentQueue<TimelineEntry> _told;
    private readonly ServiceProvider _services;
    private readonly string _folder;
    private readonly bool _ownsFolder;

    private MailHost(ServiceProvider services, ConcurrentQueue<TimelineEntry> told, string folder, bool ownsFolder)
    {
        _told = told;
        _services = services;
        _folder = folder;
        _ownsFolder = ownsFolder;
    }

    public ProcessEngine Engine => Get<ProcessEngine>();

    public Mailbox Mailbox => Get<Mailbox>();

    public Service.TaskLinks.TaskLinks Links => Get<Service.TaskLinks.TaskLinks>();

    public ControllableTimeProvider Clock => Get<ControllableTimeProvider>();

    /// <summary>What was written into timelines.</summary>
    public IReadOnlyList<TimelineEntry> Told => [.. _told];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<MailHost> StartAsync(MailSettings? settings = null, string? folder = null, DateTimeOffset? at = null, Service.People.Directory? people = null)
    {
        var place = folder ?? System.IO.Directory.CreateTempSubdirectory("aftersales-mails-").FullName;
        settings ??= new MailSettings { PublicUrl = "https://service.example.com" };
        settings.TemplatesFolder = RepositoryRoot.Combine("templates");
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(people ?? new Service.People.Directory(TestCompany.People));
        var calendars = new CalendarRegistry();
        services.AddSingleton(calendars);
        foreach (var function in WorkingCalendarFunctions.All(calendars))
            services.AddSingleton(function);
        services.AddDatabaseMigrations("service", typeof(Mailbox).Assembly);
        services.AddAfterSalesEngine(new EngineOptions { DataDirectory = place, AllowClockControl = true, PollInterval = TimeSpan.FromMilliseconds(50) });
        services.AddNotifications(settings);
        services.ShareTemplates();
        var told = new ConcurrentQueue<TimelineEntry>();
        services.AddSingleton<TimelineWriter>((_, entry) => told.Enqueue(entry));
        var host = new MailHost(services.BuildServiceProvider(), told, place, folder is null);
        host.Clock.Pin(at ?? new DateTimeOffset(2026, 11, 16, 9, 0, 0, TimeSpan.Zero));
        foreach (var hosted in host._services.GetServices<IHostedService>())
            await hosted.StartAsync(Ct);
        return host;
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public async Task DeployAsync(string body)
    {
        var xml = $"""
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
                              xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="http://aftersales.example" id="d">
              <bpmn:process id="p" name="Complaint handling" isExecutable="true">
                <bpmn:startEvent id="s"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
                <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="t" />
                {body}
                <bpmn:sequenceFlow id="f2" sourceRef="t" targetRef="e" />
                <bpmn:endEvent id="e"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
              </bpmn:process>
            </bpmn:definitions>
            """;
        var result = await Engine.Deployments.DeployAsync([new DeploymentResource("p.bpmn", Encoding.UTF8.GetBytes(xml))], ct: Ct);
        Assert.True(result.IsOk, string.Join('\n', result.Problems));
    }

    /// <summary>A user task <c>t</c> with names in three languages.</summary>
    public static string UserTask(string assignment, string more = "") => $"""
        <bpmn:userTask id="t" name="Check the facts">
          <bpmn:extensionElements>
            <zeebe:userTask />
            {assignment}
            <zeebe:properties>
              <zeebe:property name="name.fa" value="بررسی واقعیت‌ها" /><zeebe:property name="name.zh" value="核实情况" />{more}
            </zeebe:properties>
          </bpmn:extensionElements>
        </bpmn:userTask>
        """;

    public static string Job(string type, string inputs) => $"""
        <bpmn:serviceTask id="t" name="Tell the department">
          <bpmn:extensionElements>
            <zeebe:taskDefinition type="{type}" />
            <zeebe:ioMapping>{inputs}</zeebe:ioMapping>
            <zeebe:properties><zeebe:property name="name.fa" value="آگاه کردن واحد" /><zeebe:property name="name.zh" value="通知部门" /></zeebe:properties>
          </bpmn:extensionElements>
        </bpmn:serviceTask>
        """;

    public async Task<long> StartCaseAsync(string more = "", string number = "CMP-2026-0093")
    {
        var variables = (FeelContext)FeelJson.Parse($$"""
            {"case": {"number": "{{number}}", "kind": "complaint", "receivedAt": "2026-11-14T09:30:00+03:30", "subject": "Weld seam breaks",
              "urgency": "urgent", "language": "fa", "calendar": "iran", "trackingCode": "abcDEF123",
              "customer": {"name": "واحد خرید", "email": "purchasing@customer.example", "company": "صنایع نمونه"},
              "product": {"model": "HL-3000", "serialNumber": "HL3K-2609-0147"} } {{more}} }
            """);
        var created = await Engine.Instances.CreateAsync(new CreateInstance { ProcessId = "p", Variables = variables, BusinessKey = number }, ct: Ct);
        return created.Value.ProcessInstanceKey;
    }

    public async Task<UserTaskRow> TaskAsync()
    {
        var found = await Engine.UserTasks.SearchAsync(SearchRequest.Where("elementId", "t"), Ct);
        return found.Value.Items[^1];
    }

    /// <summary>All mails, oldest first, once there are this many in this state.</summary>
    public async Task<IReadOnlyList<MailView>> MailsAsync(int count, MailState? state = MailState.Sent)
    {
        IReadOnlyList<MailView> mails = [];
        await UntilAsync(async () => (mails = await Mailbox.ListAsync(new MailFilter { State = state }, Ct)).Count >= count, $"{count} mails in state {state}");
        Assert.Equal(count, mails.Count);
        return [.. mails.Reverse()];
    }

    /// <summary>Moves the clock on step by step: a wait that begins while the clock is moved begins at the later time.</summary>
    public Task AdvanceUntilAsync(TimeSpan step, Func<Task<bool>> condition, string what) => UntilAsync(async () =>
    {
        Clock.Advance(step);
        return await condition();
    }, what);

    public static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        try
        {
            while (!await condition())
                await again.WaitForNextTickAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!Ct.IsCancellationRequested)
        {
            Assert.Fail($"Waited 20 seconds for {what}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var hosted in _services.GetServices<IHostedService>().Reverse())
            await hosted.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        if (_ownsFolder)
            System.IO.Directory.Delete(_folder, recursive: true);
    }
}
