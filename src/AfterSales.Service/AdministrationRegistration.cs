using AfterSales.Service.Audit;
using AfterSales.Service.Incidents;
using AfterSales.Service.Mail;
using AfterSales.Service.People;
using AfterSales.Service.People.Editing;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Service;

/// <summary>What the pages of administration work with: people, groups, mail, stuck steps, the log.</summary>
internal static class AdministrationRegistration
{
    public static void AddAdministration(this IServiceCollection services)
    {
        services.AddSingleton<PeopleDesk>();
        services.AddSingleton<GroupOverview>();
        services.AddSingleton<MailTest>();
        services.AddSingleton<IncidentDesk>();
        services.AddSingleton<AuditQueries>();
    }
}
