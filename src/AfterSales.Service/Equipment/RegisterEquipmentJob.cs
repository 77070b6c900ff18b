using AfterSales.Engine.Commits;
using AfterSales.Engine.Jobs;
using AfterSales.Feel.Values;
using AfterSales.Service.Calendars;
using AfterSales.Service.Cases;
using AfterSales.Service.Customers;
using AfterSales.Service.Languages;
using AfterSales.Service.Timeline;
using AfterSales.Service.Workflows;

namespace AfterSales.Service.Equipment;

/// <summary>
/// <c>aftersales:register-equipment:1</c>: an installed and accepted product goes on file for the customer of the case (SRQ-03).
/// Inputs: <c>serialNumber</c>, <c>model</c>, <c>siteName</c>, <c>siteAddress</c> (optional), <c>installedOn</c> (today when missing),
/// <c>warrantyMonths</c>. Result: <c>equipment</c> {serialNumber, warrantyUntil}. What a serial number had on file is brought up to date.
/// </summary>
internal sealed class RegisterEquipmentJob(CalendarRegistry calendars) : IJobHandler
{
    private const int MostMonths = 600;

    public string JobType => "aftersales:register-equipment:1";

    public ValueTask<JobOutcome> HandleAsync(ActivatedJob job, CancellationToken ct)
    {
        var input = new JobInput(job, calendars);
        var serial = Digits.ToLatin(input.Required("serialNumber", 80));
        var model = input.Text("model", 120);
        var (siteName, siteAddress) = (input.Text("siteName", 160), input.Text("siteAddress", 400));
        var installedOn = input.Date("installedOn");
        var months = (int)(input.Number("warrantyMonths", 0, MostMonths) ?? 0);
        return ValueTask.FromResult(input.Problem ?? JobOutcome.CompleteInCommit(commit =>
        {
            var caseNumber = CaseTable.OfInstance(commit, job.ProcessInstanceKey);
            var customer = caseNumber is null ? null : CaseTable.Find(commit, caseNumber)?.CustomerKey;
            var before = EquipmentTable.Find(commit, serial);
            var day = installedOn ?? input.Calendar.LocalDay(commit.Now);
            var item = new EquipmentItem
            {
                Key = before?.Key ?? 0,
                SerialNumber = before?.SerialNumber ?? serial,
                Model = model ?? before?.Model,
                CustomerKey = customer ?? before?.CustomerKey,
                SiteKey = Site(commit, customer ?? before?.CustomerKey, siteName, siteAddress) ?? before?.SiteKey,
                InstalledOn = day,
                WarrantyUntil = months > 0 ? day.AddMonths(months) : null,
                State = EquipmentStates.InService,
            };
            EquipmentTable.Save(commit, item);
            if (caseNumber is not null)
                Tell(commit, caseNumber, item);
            return FeelContext.Empty.With("equipment", JobResult.Of(
                ("serialNumber", FeelValue.Of(item.SerialNumber)), ("warrantyUntil", JobResult.Day(item.WarrantyUntil))));
        }));
    }

    // An address alone names the site as well; without a customer there is nobody whose site it could be.
    private static long? Site(CommitContext commit, long? customer, string? name, string? address) =>
        customer is { } owner && (name ?? address) is { } called ? SiteTable.FindOrAdd(commit, owner, called, address) : null;

    private static void Tell(CommitContext commit, string caseNumber, EquipmentItem item)
    {
        var facts = new Dictionary<string, TimelineValue> { ["serial"] = TimelineValue.Of(item.SerialNumber) };
        CaseTimeline.Add(commit, new TimelineEntry(caseNumber, "equipment.registered") { Actor = commit.Actor, Facts = facts });
    }
}
