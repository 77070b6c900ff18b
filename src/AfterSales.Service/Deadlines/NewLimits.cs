using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.State;
using AfterSales.Service.Calendars;
using AfterSales.Service.Workflows;

namespace AfterSales.Service.Deadlines;

/// <summary>The limits that tasks and clocks of a running process open, with their receipts.</summary>
internal sealed class NewLimits(CalendarRegistry calendars, DeadlineOptions options)
{
    /// <summary>Property of a task, timer or process: <c>true</c> or <c>false</c>.</summary>
    public const string DeductProperty = "deductPauses";

    /// <summary>The limit of a task; null where it has no due date.</summary>
    public DeadlineRow? OfTask(UserTaskCreated task, CompiledProcess process, InstanceState instance, DateTimeOffset now, Func<long> nextKey)
    {
        if (process.FindElement(task.ElementId) is not { } element || ReceiptMaker.ForTask(task, process, now, calendars) is not { } receipt)
            return null;
        var about = CaseInSight.Of(task.Variables.Entries.GetValueOrDefault("case"));
        return new()
        {
            Key = nextKey(),
            CaseNumber = about.Number ?? CaseInSight.Of(instance, task.ElementInstanceKey).Number,
            ProcessInstanceKey = instance.ProcessInstanceKey,
            ElementInstanceKey = task.ElementInstanceKey,
            ElementId = task.ElementId,
            IsTask = true,
            SourceKey = task.UserTaskKey,
            Name = ReceiptMaker.NameOf(element),
            CalendarId = receipt.CalendarId,
            CalendarVersion = VersionOf(receipt),
            StartedAt = now,
            DueAt = task.DueDate!.Value,
            AppliedDueAt = task.DueDate.Value,
            DeductsPauses = Deducts(process, element),
            Receipt = receipt,
        };
    }

    /// <summary>The limit of a timer that is drawn as a clock.</summary>
    public DeadlineRow OfTimer(
        TimerScheduled timer, CompiledElement element, string limitId, CompiledProcess process, InstanceState instance, DateTimeOffset now, Func<long> nextKey)
    {
        var about = CaseInSight.Of(instance, timer.ElementInstanceKey);
        var receipt = ReceiptMaker.ForLimit(timer, element, about, now, calendars);
        return new()
        {
            Key = nextKey(),
            CaseNumber = about.Number,
            ProcessInstanceKey = instance.ProcessInstanceKey,
            ElementInstanceKey = timer.ElementInstanceKey,
            ElementId = timer.TargetElementId,
            IsTask = false,
            SourceKey = timer.TimerKey,
            LimitId = limitId,
            Name = ReceiptMaker.Property(element, ElementProperties.ClockName) ?? ReceiptMaker.NameOf(element),
            CalendarId = receipt.CalendarId,
            CalendarVersion = VersionOf(receipt),
            StartedAt = receipt.From < now ? receipt.From : now,
            DueAt = timer.DueAt,
            AppliedDueAt = timer.DueAt,
            DeductsPauses = Deducts(process, element),
            Receipt = receipt,
        };
    }

    private int VersionOf(DeadlineReceipt receipt) => receipt.Calculation?.CalendarVersion ?? calendars.FindOrStandard(receipt.CalendarId).Version;

    private bool Deducts(CompiledProcess process, CompiledElement element) =>
        (element.Properties.GetValueOrDefault(DeductProperty) ?? process.Properties.GetValueOrDefault(DeductProperty)) is { } said
            ? said == "true"
            : options.DeductPauses;
}
