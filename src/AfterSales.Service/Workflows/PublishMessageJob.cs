using AfterSales.Engine.Jobs;
using AfterSales.Engine.Messages;
using AfterSales.Feel.Values;

namespace AfterSales.Service.Workflows;

/// <summary>
/// <c>aftersales:publish-message:1</c>: tells other processes something. Inputs: <c>messageName</c>, <c>correlationKey</c> and,
/// optional, <c>variables</c> (a context). A message nobody waits for yet is kept for an hour.
/// </summary>
internal sealed class PublishMessageJob : IJobHandler
{
    private static readonly TimeSpan TimeToLive = TimeSpan.FromHours(1);

    public string JobType => "aftersales:publish-message:1";

    public ValueTask<JobOutcome> HandleAsync(ActivatedJob job, CancellationToken ct)
    {
        if (job.Variables["messageName"] is not FeelString { Value.Length: > 0 } name)
            return ValueTask.FromResult(JobOutcome.Fail($"The step '{job.ElementId}' does not say which message to publish: its input 'messageName' is empty.", retriesLeft: 0));
        var key = job.Variables["correlationKey"] switch
        {
            FeelString text => text.Value,
            FeelNull => "",
            var other => FeelJson.ToJson(other),
        };
        var message = new PublishMessage(name.Value, key)
        {
            TimeToLive = TimeToLive,
            // The job may run twice; the message exists once.
            MessageId = job.JobKey.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Variables = job.Variables["variables"] as FeelContext,
        };
        return ValueTask.FromResult(JobOutcome.Complete(rows: commit => MessageApi.Publish(commit, message)));
    }
}
