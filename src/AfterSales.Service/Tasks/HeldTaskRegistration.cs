using AfterSales.Engine;
using AfterSales.Engine.Commits;
using AfterSales.Service.Attachments;
using AfterSales.Service.Cases;
using AfterSales.Service.Deadlines;
using AfterSales.Service.Mail;
using AfterSales.Service.Notifications;
using AfterSales.Service.Tasks.Obstacles;
using AfterSales.Service.Tasks.Questions;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Service.Tasks;

/// <summary>Puts questions to customers and obstacles into a host's services.</summary>
internal static class HeldTaskRegistration
{
    public static void AddHeldTasks(this IServiceCollection services)
    {
        services.AddSingleton(provider => new TaskQuestions(
            provider.GetRequiredService<ProcessEngine>(), provider.GetRequiredService<TaskQueries>(), provider.GetRequiredService<INotifier>(),
            provider.GetRequiredService<MailSettings>(), provider.GetRequiredService<DeadlineLedger>()));
        services.AddSingleton(provider => new CustomerAnswers(
            provider.GetRequiredService<ProcessEngine>(), provider.GetRequiredService<AttachmentStore>(), provider.GetRequiredService<DeadlineLedger>(),
            provider.GetRequiredService<INotifier>(), provider.GetRequiredService<TaskReceivers>()));
        services.AddSingleton(provider => new ObstacleDesk(
            provider.GetRequiredService<ProcessEngine>(), provider.GetRequiredService<TaskQueries>(), provider.GetRequiredService<CaseVisibility>(),
            provider.GetRequiredService<People.Directory>(), provider.GetRequiredService<INotifier>(), provider.GetRequiredService<TaskReceivers>()));
        services.AddSingleton<IEngineObserver, HeldTaskObserver>();
        services.AddSingleton<Workload.WorkloadQueries>();
        services.AddSingleton<Views.SavedViews>();
        services.AddSingleton<Feeds.CalendarFeeds>();
    }
}
