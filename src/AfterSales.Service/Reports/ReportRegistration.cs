using AfterSales.Engine.Jobs;
using AfterSales.Service.Mail;
using AfterSales.Service.Mail.Templates;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Service.Reports;

/// <summary>Puts reports into a host's services.</summary>
public static class ReportRegistration
{
    public static IServiceCollection AddReports(this IServiceCollection services)
    {
        services.AddSingleton(provider => new ReportTemplates(provider.GetRequiredService<MailSettings>().TemplatesFolder ?? MailTemplates.DefaultFolder));
        services.AddSingleton<KpiMail>();
        services.AddSingleton<IJobHandler, MakeReportJob>();
        return services;
    }
}
