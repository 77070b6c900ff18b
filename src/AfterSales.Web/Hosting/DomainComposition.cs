using AfterSales.Engine;
using AfterSales.Service;
using AfterSales.Service.Deadlines;
using AfterSales.Service.Schedules;

namespace AfterSales.Web.Hosting;

/// <summary>Engine and domain, with the settings they need.</summary>
public static class DomainComposition
{
    public static WebApplicationBuilder AddDomain(this WebApplicationBuilder builder, AfterSalesSettings settings)
    {
        var services = builder.Services;
        services.AddDatabaseMigrations("web", typeof(DomainComposition).Assembly);
        services.AddAfterSales(new AfterSalesOptions
        {
            Engine = new EngineOptions
            {
                DataDirectory = settings.DataDirectory,
                AllowClockControl = settings.AllowClockControl,
            },
            Database = settings.Database,
            Mail = settings.Mail,
            WorkflowsDirectory = Path.Combine(settings.HomeDirectory, "workflows"),
            CalendarsDirectory = Path.Combine(settings.HomeDirectory, "calendars"),
            Deadlines = new DeadlineOptions { DeductPauses = settings.DeductPauses },
            Company = settings.Company,
            DemoPeople = settings.DemoPeople,
            DemoData = settings.DemoData,
            Lint = settings.Lint,
            SignOff = settings.SignOff,
            RunSchedules = settings.Schedules,
            CompanyLanguage = settings.CompanyLanguage,
            CompanyCalendar = settings.CompanyCalendar,
        });
        services.AddScoped<Api.Domain.KpiReader>();
        services.AddScheduleTick();
        return builder;
    }
}
