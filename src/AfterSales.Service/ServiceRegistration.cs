using AfterSales.Engine;
using AfterSales.Engine.Commits;
using AfterSales.Engine.Jobs;
using AfterSales.Engine.Storage;
using AfterSales.Engine.Storage.Postgres;
using AfterSales.Service.Attachments;
using AfterSales.Service.Calendars;
using AfterSales.Service.Cases;
using AfterSales.Service.Commerce;
using AfterSales.Service.Deadlines;
using AfterSales.Service.Designer;
using AfterSales.Service.Escalation;
using AfterSales.Service.Intake;
using AfterSales.Service.Kpis;
using AfterSales.Service.Lint;
using AfterSales.Service.Notifications;
using AfterSales.Service.Operations;
using AfterSales.Service.People;
using AfterSales.Service.Records;
using AfterSales.Service.Reports;
using AfterSales.Service.Schedules;
using AfterSales.Service.Tasks;
using AfterSales.Service.Timeline;
using AfterSales.Service.Visits;
using AfterSales.Service.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Service;

/// <summary>Puts the after-sales domain and the engine below it into a host's services.</summary>
public static class ServiceRegistration
{
    /// <summary>
    /// Registers everything of this assembly and the engine. At start the database is prepared, people are seeded and the
    /// workflows deployed, in this order, before timers, jobs and mails begin to run.
    /// </summary>
    public static IServiceCollection AddAfterSales(this IServiceCollection services, AfterSalesOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        services.AddSingleton(options);
        services.AddDatabaseMigrations("service", typeof(ServiceRegistration).Assembly);
        // Hosted services start in the order of their registration: first what has to be there, then what runs on it.
        services.AddHostedService(provider => provider.GetRequiredService<DomainStart>());
        services.AddPeopleAndWorkflows();
        services.AddLint();
        services.AddCases(options);
        services.AddTasks();
        services.AddDomainServices();
        services.AddCalendars(options.CalendarsDirectory);
        services.AddDeadlines(options.Deadlines);
        services.AddNotifications(options.Mail);
        services.AddEscalation();
        services.AddCommerce();
        services.AddVisits();
        services.AddKpis();
        services.AddReports();
        services.AddSchedules();
        services.AddDesigner(options.SignOff);
        services.AddAdministration();
        if (options.Database is { Length: > 0 } database)
            services.AddSingleton<IEngineStore>(_ => new PostgresStore(options.Engine, database));
        services.AddAfterSalesEngine(options.Engine);
        return services;
    }

    private static void AddPeopleAndWorkflows(this IServiceCollection services)
    {
        services.AddSingleton<PeopleStore>();
        services.AddSingleton(provider => provider.GetRequiredService<PeopleStore>().Directory);
        services.AddSingleton<WorkflowCatalog>();
        services.AddSingleton<RefusedWorkflows>();
        services.AddSingleton<WorkflowLoader>();
        services.AddSingleton<DomainStart>();
        services.AddSingleton<IJobHandler, CloseCaseJob>();
        services.AddSingleton<IJobHandler, FileRecordJob>();
        services.AddSingleton<IJobHandler, PublishMessageJob>();
    }

    private static void AddCases(this IServiceCollection services, AfterSalesOptions options)
    {
        services.AddSingleton(provider => new AttachmentStore(options.AttachmentsDirectory, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<AttachmentQueries>();
        services.AddHostedService<AttachmentSweep>();
        services.AddSingleton<CaseVisibility>();
        services.AddSingleton<CaseProcesses>();
        services.AddSingleton<CaseQueries>();
        services.AddSingleton<CustomerMessages>();
        services.AddSingleton<CaseComments>();
        services.AddSingleton<RecordQueries>();
        services.AddSingleton<RecordCorrections>();
        services.AddSingleton<CaseOpening>();
        services.AddSingleton(provider => new RequestIntake(
            provider.GetRequiredService<WorkflowCatalog>(), provider.GetRequiredService<AttachmentStore>(), provider.GetRequiredService<CaseOpening>()));
        services.AddSingleton(provider => new InternalCases(provider.GetRequiredService<CaseOpening>(), provider.GetRequiredService<WorkflowCatalog>(), options));
        services.AddSingleton<RecordSearch>();
        services.AddSingleton<TimelineQueries>();
        services.AddSingleton<TimelineWriter>(CaseTimeline.Add);
        // First of the observers: what others write about a case may rely on its rows.
        services.AddSingleton<CaseLinks>();
        services.AddSingleton<IEngineObserver, CaseObserver>();
        services.AddSingleton<IEngineObserver, OperationObserver>();
        services.AddSingleton<Engine.Deletion.IHistoryGuard, CaseHistoryGuard>();
        services.AddSingleton<CaseHold>();
        services.AddSingleton<RunningInstances>();
        services.AddSingleton<InstanceChanges>();
        services.AddSingleton<IEngineObserver, CaseEndings>();
    }

    private static void AddTasks(this IServiceCollection services)
    {
        services.AddSingleton<TaskForms>();
        services.AddSingleton<TaskQueries>();
        services.AddSingleton<TaskCompletion>();
        services.AddSingleton<Tasks.Drafts.TaskDrafts>();
        services.AddSingleton<TaskActions>();
        services.AddHeldTasks();
    }
}
