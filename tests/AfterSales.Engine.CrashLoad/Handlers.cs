using System.Globalization;
using AfterSales.Engine.Jobs;
using AfterSales.Engine.Outbox;
using Dapper;

namespace AfterSales.Engine.CrashLoad;

/// <summary>Writes one row per job in the commit that completes it, and a mail when asked to.</summary>
internal sealed class Work(string type, string? mailKind) : IJobHandler
{
    public string JobType => type;

    public ValueTask<JobOutcome> HandleAsync(ActivatedJob job, CancellationToken ct) => ValueTask.FromResult(JobOutcome.Complete(null, commit =>
    {
        commit.Connection.Execute(
            "INSERT INTO crash_work (job_key, instance_key, type) VALUES (@JobKey, @ProcessInstanceKey, @Type)",
            new { job.JobKey, job.ProcessInstanceKey, job.Type }, commit.Transaction);
        if (mailKind is not null)
            commit.Outbox.Enqueue(mailKind, job.BusinessKey!);
    }));
}

/// <summary>Appends each delivered item to a file, as a mail server would take it.</summary>
internal sealed class Mail(Ledger delivered) : IOutboxHandler
{
    public string Kind => "mail";

    public ValueTask<OutboxOutcome> DeliverAsync(OutboxItem item, CancellationToken ct)
    {
        delivered.Add(string.Create(CultureInfo.InvariantCulture, $"{item.Key} {item.Payload}"));
        return ValueTask.FromResult(OutboxOutcome.Delivered);
    }
}
