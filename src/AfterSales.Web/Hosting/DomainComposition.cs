using AfterSales.Engine;
using AfterSales.Service;
using AfterSales.Service.Mail;

namespace AfterSales.Web.Hosting;

/// <summary>Engine and domain, with the settings they need.</summary>
public static class DomainComposition
{
    public static WebApplicationBuilder AddDomain(this WebApplicationBuilder builder, AfterSalesSettings settings)
    {
        var services = builder.Services;
        services.AddSingleton<Readiness>();
        services.AddDatabaseMigrations("web", typeof(DomainComposition).Assembly);
        services.AddAfterSales(new AfterSalesOptions
        {
            Engine = new EngineOptions
            {
                DataDirectory = settings.DataDirectory,
                AllowClockControl = settings.AllowClockControl,
            },
            Mail = ReadMail(builder.Configuration, settings),
            WorkflowsDirectory = Path.Combine(settings.HomeDirectory, "workflows"),
            DemoPeople = settings.DemoPeople,
        });
        return builder;
    }

    /// <summary>The section <c>AfterSales:Mail</c>. Naming a server is enough to have mails sent.</summary>
    private static MailSettings ReadMail(ConfigurationManager configuration, AfterSalesSettings settings)
    {
        var mail = configuration.GetSection("AfterSales:Mail").Get<MailSettings>() ?? new MailSettings();
        mail.Transport = settings.UsesDevMailbox ? MailTransportKind.Mailbox : MailTransportKind.Smtp;
        mail.PublicUrl = settings.PublicUrl;
        mail.TemplatesFolder ??= Path.Combine(settings.HomeDirectory, "templates");
        return mail;
    }
}
