using AfterSales.Service.Languages;
using AfterSales.Service.Mail.Templates;
using AfterSales.Service.Notifications;

namespace AfterSales.Service.Designer.Runs;

/// <summary>A mail that would be sent. Nobody gets it.</summary>
public sealed class RunMail
{
    private readonly RunLibrary _library;
    private readonly MailWriting _writing;
    private readonly Func<Language, Notification> _notification;
    private readonly TaskFacts? _task;
    private readonly CaseFacts? _case;

    internal RunMail(RunLibrary library, MailWriting writing, DateTimeOffset at, RunPart? step, Func<Language, Notification> notification, Language own, TaskFacts? task, CaseFacts? about)
    {
        (_library, _writing, _notification, _task, _case, At, Step) = (library, writing, notification, task, about, at, step);
        var said = notification(own);
        (Template, Receiver, Language) = (said.Template, said.Receiver, own);
    }

    public DateTimeOffset At { get; }

    /// <summary>The step it is about; null for mails about the case as a whole.</summary>
    public RunPart? Step { get; }

    public string Template { get; }

    public Receiver Receiver { get; }

    /// <summary>The receiver's own language.</summary>
    public Language Language { get; }

    /// <summary>The mail on the data of the run, in a language; what is wrong with the template, where it cannot be written.</summary>
    public MailPreview Render(Language language)
    {
        try
        {
            var model = _writing.Model(_notification(language), _task, _case, At, _ => _task is null ? null : MailSample.Link);
            return new MailPreview(_library.Mail(Template, language).Render(model), null, null);
        }
        catch (MailTemplateException wrong)
        {
            return new MailPreview(null, wrong.Message, null);
        }
    }
}
