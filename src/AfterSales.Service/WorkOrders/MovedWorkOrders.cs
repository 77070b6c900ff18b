using System.Text.Json;
using AfterSales.Engine;
using AfterSales.Engine.Commits;
using AfterSales.Engine.Outbox;
using AfterSales.Engine.Search;
using AfterSales.Engine.UserTasks;
using AfterSales.Engine.Variables;
using AfterSales.Feel.Values;
using AfterSales.Service.Calendars;
using AfterSales.Service.Cases;
using AfterSales.Service.Workflows;

namespace AfterSales.Service.WorkOrders;

/// <summary>
/// Carries a moved appointment into the workflows of its case: the variable <c>appointment</c> that names the work order tells technician and
/// time, so that the tasks still to come go to him, and the tasks the technician before holds in those workflows go over to him (REP-09).
/// It runs right after the commit that moved the appointment, at least once; doing it again changes nothing.
/// </summary>
internal sealed class MovedWorkOrders(ProcessEngine engine, CalendarRegistry calendars) : IOutboxHandler
{
    private const string Variable = "appointment";

    public const string OutboxKind = "work-order-moved";

    public string Kind => OutboxKind;

    /// <summary>Has a moved order followed once the commit is on disk.</summary>
    public static void Follow(CommitContext commit, WorkOrder before) => commit.Outbox.Enqueue(OutboxKind, JsonSerializer.Serialize<string[]>([before.Number, before.Technician!]));

    public async ValueTask<OutboxOutcome> DeliverAsync(OutboxItem item, CancellationToken ct)
    {
        if (JsonSerializer.Deserialize<string[]>(item.Payload) is not [var number, var before])
            return OutboxOutcome.GiveUp("This names no work order.");
        var (order, about, processes) = await engine.ReadAsync(
            db => WorkOrderTable.Find(db, number) is { CaseNumber: { } caseNumber } found
                ? (found, CaseTable.Find(db, caseNumber), CaseProcessTable.OfCase(db, caseNumber))
                : (null, null, []),
            ct);
        if (order is not { Technician: { } technician, Status: WorkOrderStatus.Scheduled } || about is null)
            return OutboxOutcome.Delivered;
        var zone = calendars.FindOrStandard(about.CalendarId).Zone;
        foreach (var process in processes.Where(process => process.EndedAt is null))
            if (await RetellAsync(process.InstanceKey, order, zone, ct) && technician != before)
                await HandOverAsync(process.InstanceKey, before, technician, ct);
        return OutboxOutcome.Delivered;
    }

    /// <summary>Puts technician and time into an instance's variable; false when the instance is about other work.</summary>
    private async Task<bool> RetellAsync(long instance, WorkOrder order, TimeZoneInfo zone, CancellationToken ct)
    {
        var found = await engine.Variables.SearchAsync(SearchRequest.Where("processInstanceKey", instance).And("name", Variable), ct);
        var isAbout = false;
        foreach (VariableRow row in found.Value.Items)
        {
            if (FeelJson.Parse(row.Value) is not FeelContext appointment || appointment["workOrder"] is not FeelString { Value: var number } || number != order.Number)
                continue;
            isAbout = true;
            // A scope that has ended meanwhile refuses, and nobody reads it any more.
            await engine.Variables.SetAsync(
                row.ScopeKey,
                FeelContext.Empty.With(Variable, appointment.With("technician", FeelValue.Of(order.Technician)).With("start", JobResult.Instant(order.Start, zone))),
                local: true, ct: ct);
        }
        return isAbout;
    }

    // A task that somebody completes at this moment refuses and stays his.
    private async Task HandOverAsync(long instance, string before, string technician, CancellationToken ct)
    {
        var held = await engine.UserTasks.SearchAsync(
            SearchRequest.Where("processInstanceKey", instance).And("state", UserTaskStates.Created).And("assignee", before), ct);
        foreach (var task in held.Value.Items)
            await engine.UserTasks.AssignAsync(task.UserTaskKey, technician, ct: ct);
    }
}
