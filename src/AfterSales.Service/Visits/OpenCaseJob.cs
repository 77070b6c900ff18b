using System.Globalization;
using AfterSales.Engine;
using AfterSales.Engine.Jobs;
using AfterSales.Feel.Values;
using AfterSales.Service.Cases;
using AfterSales.Service.Customers;
using AfterSales.Service.Intake;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Visits;

/// <summary>
/// <c>aftersales:open-case:1</c>: opens a case of its own for what was found in another one, such as a complaint heard at a visit
/// (VIS-02, CMP-01, REP-01). Inputs: <c>kind</c> (a kind customers may ask for), <c>customer</c> {name, email, phone, company},
/// <c>subject</c>, <c>description</c>, optional <c>urgency</c> and <c>channel</c> (<c>visit</c> when not given). Output: <c>opened</c>
/// {number, trackingCode}. The customer gets the acknowledgement. A job that runs twice opens one case.
/// </summary>
internal sealed class OpenCaseJob(RequestIntake intake, ProcessEngine engine) : IJobHandler
{
    public string JobType => "aftersales:open-case:1";

    public async ValueTask<JobOutcome> HandleAsync(ActivatedJob job, CancellationToken ct)
    {
        var customer = job.Variables["customer"] as FeelContext ?? FeelContext.Empty;
        var about = job.Variables["case"] as FeelContext ?? FeelContext.Empty;
        var email = Text(customer, "email");
        var known = email is null ? null : await engine.ReadAsync(db => CustomerTable.Find(db, email), ct);
        var result = await intake.SubmitAsync(
            new NewRequest
            {
                Kind = Text(job.Variables, "kind") ?? "",
                CustomerName = Text(customer, "name"), CustomerEmail = email, CustomerPhone = Text(customer, "phone"), CustomerCompany = Text(customer, "company"),
                Subject = Text(job.Variables, "subject"), Description = Text(job.Variables, "description"),
                Urgency = Text(job.Variables, "urgency") ?? Urgency.Normal.Code(), Channel = Text(job.Variables, "channel") ?? "visit",
                Language = known?.Language ?? LanguageCodes.Parse(Text(about, "language") ?? ""),
                IdempotencyKey = "job:" + job.JobKey.ToString(CultureInfo.InvariantCulture),
            },
            [], ct);
        return result switch
        {
            IntakeResult.Accepted accepted => JobOutcome.Complete(new FeelContext([new("opened", new FeelContext(
            [
                new("number", FeelValue.Of(accepted.Request.CaseNumber)), new("trackingCode", FeelValue.Of(accepted.Request.TrackingCode)),
            ]))])),
            // Trying again would not help: somebody has to put the inputs right.
            IntakeResult.Invalid invalid => JobOutcome.Fail(
                $"The step '{job.ElementId}' cannot open a case: {string.Join("; ", invalid.Errors.Select(error => $"{error.Field}: {error.Message}"))}", retriesLeft: 0),
            _ => throw new InvalidOperationException($"Unknown result of an intake: {result.GetType().Name}."),
        };
    }

    private static string? Text(FeelContext context, string name) => context[name] is FeelString { Value.Length: > 0 } text ? text.Value : null;
}
