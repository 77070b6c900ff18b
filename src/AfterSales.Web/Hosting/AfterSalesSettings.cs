using System.Globalization;
using AfterSales.Service.Lint;
using AfterSales.Service.Mail;

namespace AfterSales.Web.Hosting;

/// <summary>
/// What an operator can set, under <c>AfterSales:</c> in <c>appsettings.json</c> or as <c>AfterSales__Name</c> in the environment.
/// Mail has its own section below it.
/// </summary>
public sealed record AfterSalesSettings
{
    public const string Section = "AfterSales";

    /// <summary>Where the database and the uploaded files are. Default: <c>data</c> beside the workflows.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>
    /// The connection string of a PostgreSQL database (<c>Host=…;Username=…;Password=…;Database=…</c>), which several servers may share; null for a
    /// SQLite file in the data directory.
    /// </summary>
    public string? Database { get; init; }

    /// <summary>The folder that holds <c>workflows</c> and <c>templates</c>.</summary>
    public required string HomeDirectory { get; init; }

    /// <summary>Where to listen, separated by semicolons.</summary>
    public required string Urls { get; init; }

    /// <summary>The address readers of mails reach this server at; the start of every link in a mail.</summary>
    public required string PublicUrl { get; init; }

    /// <summary>The password of the account <c>admin</c> on first start; generated and printed once where it is not set.</summary>
    public string? AdminPassword { get; init; }

    /// <summary>Lets admins move the clock through the API. For trying out and for tests.</summary>
    public bool AllowClockControl { get; init; }

    /// <summary>Deducts the time in which the customer is waited for from every limit that does not say otherwise (OPN-02).</summary>
    public bool DeductPauses { get; init; }

    /// <summary>Demo people in every department, who may sign in with one printed password.</summary>
    public bool DemoPeople { get; init; }

    /// <summary>Adds demo customers, equipment, contracts and parts to an empty database; where nothing is said, with the demo people.</summary>
    public bool DemoData { get; init; }

    /// <summary>Opens cases and writes reports that come round by calendar. Of several servers on one database each may: every run happens once.</summary>
    public bool Schedules { get; init; }

    /// <summary>The company's own language: en, fa or zh.</summary>
    public Service.Languages.Language CompanyLanguage { get; init; }

    /// <summary>The working calendar the company's schedules run by; null: the one of its language.</summary>
    public string? CompanyCalendar { get; init; }

    /// <summary>The password of the demo people; printed at start.</summary>
    public required string DemoPassword { get; init; }

    /// <summary>
    /// What the self-check keeps from being deployed: <c>Lint:Workflows</c> for the workflows folder (default <c>Errors</c>) and
    /// <c>Lint:Deployments</c> for the API (default <c>Soundness</c>); each <c>Nothing</c>, <c>Soundness</c> or <c>Errors</c>.
    /// </summary>
    public LintPolicy Lint { get; init; } = new() { Workflows = LintGate.Errors };

    /// <summary>
    /// Who signs a change before it comes into force (DOC-02): <c>Designer:SignOff</c> (default <c>preparer,confirmer,approver</c>) and
    /// <c>Designer:SamePersonMaySign</c> (default false).
    /// </summary>
    public AfterSales.Service.Designer.SignOff SignOff { get; init; } = new();

    /// <summary>The company as the customer of cases that concern nobody else; what is not set is taken from the sender of mails.</summary>
    public AfterSales.Service.Cases.CompanyContact? Company { get; init; }

    /// <summary>How mail leaves.</summary>
    public required MailSettings Mail { get; init; }

    /// <summary>True when mails are kept in the mailbox of this server and go nowhere.</summary>
    public bool UsesDevMailbox => Mail.Transport == MailTransportKind.Mailbox;

    /// <exception cref="MailSettingsException">A setting of mail is wrong; the message names it.</exception>
    public static AfterSalesSettings Read(IConfiguration configuration, string home)
    {
        var section = configuration.GetSection(Section);
        string? Text(string key) => section[key] is { Length: > 0 } text ? text : null;
        bool Flag(string key, bool otherwise) => Text(key) is { } text ? bool.Parse(text) : otherwise;
        LintGate Gate(string key, LintGate otherwise) => Text("Lint:" + key) switch
        {
            null => otherwise,
            var text when Enum.TryParse<LintGate>(text, ignoreCase: true, out var gate) && Enum.IsDefined(gate) => gate,
            var text => throw new FormatException($"AfterSales:Lint:{key} must be Nothing, Soundness or Errors, but it is '{text}'."),
        };
        var urls = Text("Urls") ?? configuration["urls"] ?? "http://127.0.0.1:5080";
        var publicUrl = (Text("PublicUrl") ?? FirstReachable(urls)).TrimEnd('/');
        var mail = MailSettingsReading.Read(section.GetSection("Mail"), publicUrl);
        mail.TemplatesFolder ??= Path.Combine(home, "templates");
        return new AfterSalesSettings
        {
            HomeDirectory = home,
            DataDirectory = Path.GetFullPath(Text("DataDirectory") ?? "data", home),
            Database = Text("Database"),
            Urls = urls,
            PublicUrl = publicUrl,
            AdminPassword = Text("AdminPassword"),
            AllowClockControl = Flag("AllowClockControl", false),
            DeductPauses = Flag("DeductPauses", false),
            DemoPeople = Flag("DemoPeople", true),
            DemoData = Flag("DemoData", Flag("DemoPeople", true)),
            Schedules = Flag("Schedules", true),
            CompanyLanguage = Service.Languages.LanguageCodes.Parse(Text("CompanyLanguage")),
            CompanyCalendar = Text("CompanyCalendar"),
            DemoPassword = Text("DemoPassword") ?? "after-sales-demo",
            Company = new(Text("Company:Name"), Text("Company:Email")),
            Mail = mail,
            SignOff = new() { Steps = Steps(Text("Designer:SignOff")), SamePersonMaySign = Flag("Designer:SamePersonMaySign", false) },
            Lint = new LintPolicy { Workflows = Gate("Workflows", LintGate.Errors), Deployments = Gate("Deployments", LintGate.Soundness) },
        };
    }

    private static IReadOnlyList<AfterSales.Service.Designer.SignOffStep> Steps(string? text) =>
    [
        .. (text ?? "preparer,confirmer,approver").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(step => Enum.TryParse<AfterSales.Service.Designer.SignOffStep>(step, ignoreCase: true, out var known) && Enum.IsDefined(known)
                ? known
                : throw new FormatException($"AfterSales:Designer:SignOff must list preparer, confirmer and approver, but it holds '{step}'.")),
    ];

    /// <summary>The first address with a host a browser on this machine can open.</summary>
    private static string FirstReachable(string urls)
    {
        var first = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[0];
        foreach (var any in (ReadOnlySpan<string>)["0.0.0.0", "[::]", "*", "+"])
            first = first.Replace("//" + any, "//localhost", ignoreCase: true, CultureInfo.InvariantCulture);
        return first;
    }
}
