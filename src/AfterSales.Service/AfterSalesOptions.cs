using AfterSales.Engine;
using AfterSales.Service.Deadlines;
using AfterSales.Service.Languages;
using AfterSales.Service.Lint;
using AfterSales.Service.Mail;

namespace AfterSales.Service;

/// <summary>What an operator may set about the domain (section <c>AfterSales</c> of the settings).</summary>
public sealed record AfterSalesOptions
{
    /// <summary>Settings of the engine; attachments are kept in a folder below its data directory.</summary>
    public EngineOptions Engine { get; init; } = new();

    /// <summary>
    /// The PostgreSQL database (a connection string as Npgsql reads it) that several nodes may share; null for a SQLite file in the data
    /// directory. The data directory still holds what was uploaded: nodes need it in common.
    /// </summary>
    public string? Database { get; init; }

    /// <summary>How mails leave and what their links begin with; null for the dev mailbox with its defaults.</summary>
    public MailSettings? Mail { get; init; }

    /// <summary>Folder with the workflows, decisions and forms to deploy at start; null deploys nothing.</summary>
    public string? WorkflowsDirectory { get; init; } = "workflows";

    /// <summary>Folder with the operator's own working calendars; null or missing: only those that come with the product.</summary>
    public string? CalendarsDirectory { get; init; }

    /// <summary>Which findings of the self-check keep a workflow from being deployed.</summary>
    public LintPolicy Lint { get; init; } = new();

    /// <summary>Who signs a change of workflows, forms, decisions and mails before it comes into force.</summary>
    public Designer.SignOff SignOff { get; init; } = new();

    /// <summary>What the process owner decided for all limits.</summary>
    public DeadlineOptions Deadlines { get; init; } = new();

    /// <summary>Adds demo people to a database that knows nobody.</summary>
    public bool DemoPeople { get; init; } = true;

    /// <summary>Adds demo customers with equipment and contracts, and demo parts, to a database that knows none.</summary>
    public bool DemoData { get; init; }

    /// <summary>Working calendar of a case by the customer's language code, where the request names none (OPN-01).</summary>
    public IReadOnlyDictionary<string, string> Calendars { get; init; } = new Dictionary<string, string> { ["en"] = "standard", ["fa"] = "iran", ["zh"] = "china" };

    /// <summary>The calendar for customers of a language.</summary>
    public string CalendarOf(Language language) => Calendars.GetValueOrDefault(language.Code()) ?? "standard";

    /// <summary>Name and address of the company, which is the customer of cases that concern nobody else; null for the sender of its mails.</summary>
    public Cases.CompanyContact? Company { get; init; }

    /// <summary>The company's own language: of the cases it opens for itself.</summary>
    public Language CompanyLanguage { get; init; } = Language.English;

    /// <summary>The working calendar the company's own schedules run by.</summary>
    [System.Diagnostics.CodeAnalysis.AllowNull]
    public string CompanyCalendar { get => field ?? CalendarOf(CompanyLanguage); init; }

    /// <summary>Runs what comes round by calendar. Several nodes on one database may: each run happens once.</summary>
    public bool RunSchedules { get; init; }

    /// <summary>Where the contents of attachments are kept.</summary>
    public string AttachmentsDirectory => Path.Combine(Engine.DataDirectory, "attachments");
}
