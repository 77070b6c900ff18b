using AfterSales.Engine.Jobs;
using AfterSales.Feel.Values;
using AfterSales.Service.Calendars;
using AfterSales.Service.Cases;
using AfterSales.Service.Timeline;
using AfterSales.Service.Workflows;

namespace AfterSales.Service.Trainings;

/// <summary>
/// <c>aftersales:add-training-record:1</c>: a training that was held goes on file (TRN, RES-03). Inputs: <c>audience</c> (customer or staff),
/// <c>topic</c>, <c>heldOn</c>, <c>people</c> (a list, or one text with a name per line), <c>passed</c>, optional <c>trainer</c> and
/// <c>validMonths</c>. Result: <c>trainingRecord</c> {number, validUntil}. Staff who passed count as competent in the topic.
/// </summary>
internal sealed class AddTrainingRecordJob(People.Directory people, CalendarRegistry calendars) : IJobHandler
{
    private const int MostMonths = 600;

    public string JobType => "aftersales:add-training-record:1";

    public ValueTask<JobOutcome> HandleAsync(ActivatedJob job, CancellationToken ct)
    {
        var input = new JobInput(job, calendars);
        var (audience, topic, trainer) = (input.Choice("audience", TrainingAudiences.All), input.Required("topic", 200), input.Text("trainer", 200));
        var (heldOn, names, passed) = (input.Date("heldOn"), input.Texts("people"), input.Flag("passed"));
        var months = (int)(input.Number("validMonths", 0, MostMonths) ?? 0);
        if (names.Count > Participants.Most)
            return ValueTask.FromResult(input.Refuse($"'people' are more than {Participants.Most}."));
        return ValueTask.FromResult(input.Problem ?? JobOutcome.CompleteInCommit(commit =>
        {
            var caseNumber = CaseTable.OfInstance(commit, job.ProcessInstanceKey);
            var day = heldOn ?? input.Calendar.LocalDay(commit.Now);
            var record = TrainingTable.Add(commit, new TrainingRecord
            {
                Number = "",
                CaseNumber = caseNumber,
                Audience = audience,
                Topic = topic,
                Trainer = trainer,
                HeldOn = day,
                ValidUntil = months > 0 ? day.AddMonths(months) : null,
                Passed = passed ?? false,
                People = Participants.Of(people, names),
            });
            if (caseNumber is not null)
                CaseTimeline.Add(commit, new TimelineEntry(caseNumber, "training.recorded")
                {
                    Actor = commit.Actor,
                    Facts = new Dictionary<string, TimelineValue> { ["number"] = TimelineValue.Of(record.Number), ["topic"] = TimelineValue.Of(topic) },
                });
            return FeelContext.Empty.With("trainingRecord", JobResult.Of(("number", FeelValue.Of(record.Number)), ("validUntil", JobResult.Day(record.ValidUntil))));
        }));
    }
}
