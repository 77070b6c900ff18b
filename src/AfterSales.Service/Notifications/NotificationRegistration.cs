using AfterSales.Engine.Commits;
using AfterSales.Engine.Jobs;
using AfterSales.Engine.Outbox;
using AfterSales.Service.Mail;
using AfterSales.Service.Mail.Smtp;
using AfterSales.Service.Mail.Templates;
using AfterSales.Service.TaskLinks;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Service.Notifications;

/// <summary>Puts mails, links and notifications into a host's services.</summary>
public static class NotificationRegistration
{
    /// <summary>
    /// Expects the engine, the directory, the calendars and a clock among the services. Templates are read and checked
    /// when the engine starts; a template that cannot be compiled stops the start with its file and line.
    /// </summary>
    public static IServiceCollection AddNotifications(this IServiceCollection services, MailSettings? settings = null)
    {
        settings ??= new MailSettings();
        settings.PublicUrl = settings.PublicUrl.TrimEnd('/');
        services.AddSingleton(settings);
        services.AddSingleton(_ => new MailTemplates(settings.TemplatesFolder ?? MailTemplates.DefaultFolder));
        if (settings.Transport == MailTransportKind.Smtp)
            services.AddSingleton<IMailTransport, SmtpTransport>();
        else
            services.AddSingleton<IMailTransport, MailboxTransport>();
        services.AddSingleton<Mailbox>();
        services.AddSingleton<IOutboxHandler, MailOutbox>();
        services.AddTaskLinks();
        services.AddSingleton<INotifier, Notifier>();
        services.AddSingleton<TaskReceivers>();
        services.AddSingleton<TaskMails>();
        services.AddSingleton<IEngineObserver, NotificationObserver>();
        services.AddSingleton<IJobHandler, SendMailJob>();
        services.AddSingleton<IJobHandler, NotifyJob>();
        return services;
    }
}
