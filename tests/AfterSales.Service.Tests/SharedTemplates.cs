using AfterSales.Service.Mail.Templates;
using AfterSales.Service.Reports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AfterSales.Service.Tests;

/// <summary>The shipped templates, compiled once for all services of a test run: compiling them takes longer than most tests.</summary>
internal static class SharedTemplates
{
    private static readonly Lazy<MailTemplates> Mails = new(() => new MailTemplates(MailTemplates.DefaultFolder));
    private static readonly Lazy<ReportTemplates> Reports = new(() => new ReportTemplates(MailTemplates.DefaultFolder));

    public static void ShareTemplates(this IServiceCollection services)
    {
        services.Replace(ServiceDescriptor.Singleton(_ => Mails.Value));
        services.Replace(ServiceDescriptor.Singleton(_ => Reports.Value));
    }
}
