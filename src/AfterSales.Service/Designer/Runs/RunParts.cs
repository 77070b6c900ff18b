using AfterSales.Engine;
using AfterSales.Feel;
using AfterSales.Service.Calendars;
using AfterSales.Service.Deadlines;
using AfterSales.Service.Escalation;
using AfterSales.Service.Mail;
using AfterSales.Service.Notifications;

namespace AfterSales.Service.Designer.Runs;

/// <summary>The parts of the product a test run asks: the very ones that real cases ask. None of them writes anything here.</summary>
internal sealed class RunParts(
    ProcessEngine engine, CalendarRegistry calendars, DeadlineOptions deadlines, People.Directory people, TaskReceivers receivers, TaskMails taskMails, EscalationMail escalationMail,
    ReceiverLookup lookup, MailSettings settings, AfterSalesOptions options, StepOutcomes outcomes)
{
    public FeelCompiler Feel => engine.Feel;

    public CalendarRegistry Calendars => calendars;

    public NewLimits Limits { get; } = new(calendars, deadlines);

    public People.Directory People => people;

    public TaskMails TaskMails => taskMails;

    public EscalationMail EscalationMail => escalationMail;

    public ReceiverLookup Receivers => lookup;

    public MailStep MailStep { get; } = new(receivers, people);

    public MailWriting Writing { get; } = new(settings, calendars, people);

    public StepOutcomes Outcomes => outcomes;

    public TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById(options.Engine.TimeZone);

    public IReadOnlyList<People.Person> Owners => receivers.Owners();
}
