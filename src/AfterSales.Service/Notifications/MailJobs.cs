using AfterSales.Engine.Commits;
using AfterSales.Engine.Jobs;
using AfterSales.Feel.Values;
using AfterSales.Service.Languages;
using AfterSales.Service.Mail;
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
        var template = Input(job, "template") ?? DefaultTemplate;
        if (template is null || !templates.Has(template))
            return Wrong($"There is no mail template '{template}'. There are: {string.Join(", ", templates.Names)}.");
        if (Input(job, "to") is not { } to)
            return Wrong("The step does not say to whom: 'to' is customer, group:<role>, user:<id> or an address.");
        var about = CaseFacts.OfVariables(job.Variables);
        return Receivers(to, about) is { Count: > 0 } found
            ? JobOutcome.Complete(rows: commit => Write(commit, job, template, found, about))
            : Wrong($"Nobody can be found for 'to' = '{HeaderText.OneLine(to)}'.");
    }

    private void Write(CommitContext commit, ActivatedJob job, string template, IReadOnlyList<Receiver> found, CaseFacts? about)
    {
        var model = new Dictionary<string, object?> { ["title"] = NameOf(commit, job) };
        foreach (var (name, value) in job.Variables.Entries)
            if (!MailModel.Reserved.Contains(name) && name is not ("template" or "to"))
                model[name] = value;
        foreach (var receiver in found)
            notifier.Enqueue(commit, new Notification(template, receiver) { Case = about, CaseNumber = about?.Number ?? job.BusinessKey, Model = model });
    }

    // The receivers of a step that names an empty department: the process owners, so that the case goes on and somebody knows.
    private List<Receiver> Receivers(string to, CaseFacts? about)
    {
        if (to == "customer")
            return about is { CustomerEmail.Length: > 0 } ? [about.Customer] : [];
        if (to.StartsWith("group:", StringComparison.Ordinal))
            return [.. receivers.Of(null, [to["group:".Length..]], [], time.GetUtcNow()).Select(found => Receiver.Of(found.Person))];
        if (to.StartsWith("user:", StringComparison.Ordinal))
            return directory.ById(to["user:".Length..]) is { Active: true } person ? [Receiver.Of(person)] : [];
        if (directory.ByEmail(to) is { } known)
            return [Receiver.Of(known)];
        return HeaderText.IsAddress(to) ? [new Receiver(null, to, to, about?.Language ?? Language.English)] : [];
    }

    private static LocalText NameOf(CommitContext commit, ActivatedJob job) => commit.Process?.FindElement(job.ElementId) is { } element
        ? new LocalText(element.Name ?? element.Id, element.Properties.GetValueOrDefault("name.fa"), element.Properties.GetValueOrDefault("name.zh"))
        : new LocalText(job.ElementId);

    private static string? Input(ActivatedJob job, string name) =>
        job.Variables[name] is FeelString { Value.Length: > 0 } text ? text.Value : job.Headers.GetValueOrDefault(name);

    // Trying again would not help: somebody has to look at the workflow or the people.
    private static JobOutcome Wrong(string message) => JobOutcome.Fail(message, retriesLeft: 0);
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

    protected override string? DefaultTemplate => "notice";
}
