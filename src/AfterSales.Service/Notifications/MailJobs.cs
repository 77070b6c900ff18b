using AfterSales.Engine.Jobs;
using AfterSales.Service.Languages;
using AfterSales.Service.Mail.Templates;

namespace AfterSales.Service.Notifications;

/// <summary>
/// A step of a workflow that writes mails. Inputs (or task headers): <c>template</c>, <c>to</c> = <c>customer</c>,
/// <c>group:role</c>, <c>user:id</c> or an address. Every other variable the step sees is there for the template.
/// The mails are queued in the commit that completes the step.
/// </summary>
internal abstract class MailJob(INotifier notifier, MailTemplates templates, TaskReceivers receivers, People.Directory directory, TimeProvider time) : IJobHandler
{
    public abstract string JobType { get; }

    /// <summary>The template when the step names none; null when it has to.</summary>
    protected abstract string? DefaultTemplate { get; }

    public ValueTask<JobOutcome> HandleAsync(ActivatedJob job, CancellationToken ct) => ValueTask.FromResult(Handle(job));

    private JobOutcome Handle(ActivatedJob job)
    {
        var step = new MailStep(receivers, directory);
        var problem = step.Read(job.Variables, job.Headers, DefaultTemplate, templates.Has, () => templates.Names, time.GetUtcNow(), out var plan);
        // Trying again would not help: somebody has to look at the workflow or the people.
        return problem is not null
            ? JobOutcome.Fail(problem, retriesLeft: 0)
            : JobOutcome.Complete(rows: commit =>
            {
                foreach (var notification in MailStep.Mails(plan!, job.Variables, commit.Process?.FindElement(job.ElementId) is { } element ? NewTaskFacts.NameOf(element) : new LocalText(job.ElementId), job.BusinessKey))
                    notifier.Enqueue(commit, notification);
            });
    }
}

/// <summary><c>aftersales:send-mail:1</c>: a mail whose template the step names.</summary>
internal sealed class SendMailJob(INotifier notifier, MailTemplates templates, TaskReceivers receivers, People.Directory directory, TimeProvider time)
    : MailJob(notifier, templates, receivers, directory, time)
{
    public override string JobType => "aftersales:send-mail:1";

    protected override string? DefaultTemplate => null;
}

/// <summary><c>aftersales:notify:1</c>: tells a department; the template is <c>notice</c> unless the step names another.</summary>
internal sealed class NotifyJob(INotifier notifier, MailTemplates templates, TaskReceivers receivers, People.Directory directory, TimeProvider time)
    : MailJob(notifier, templates, receivers, directory, time)
{
    public override string JobType => "aftersales:notify:1";

    protected override string? DefaultTemplate => MailStep.NoticeTemplate;
}
