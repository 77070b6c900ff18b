using AfterSales.Bpmn.Interpretation;
using AfterSales.Engine.Commits;
using AfterSales.Engine.UserTasks;
using AfterSales.Service.Calendars;
using AfterSales.Service.Deadlines;
using AfterSales.Service.Workflows;

namespace AfterSales.Service.Escalation;

/// <summary>
/// Plans the ladder of a task in the commit that creates it, plans it anew when its due date is changed, and ends it in the commit that
/// ends the task. Runs after <see cref="DeadlineObserver"/>, whose limit it climbs. A task of the customer has a ladder only where the
/// diagram names a policy: what is asked of customers is drawn.
/// </summary>
internal sealed class EscalationObserver : IEngineObserver
{
    private readonly EscalationPolicies policies;
    private readonly PolicyChoice choice;
    private readonly CalendarRegistry calendars;
    private readonly EscalationWake wake;

    public EscalationObserver(EscalationPolicies policies, PolicyChoice choice, CalendarRegistry calendars, DeadlineLedger ledger, EscalationWake wake)
    {
        (this.policies, this.choice, this.calendars, this.wake) = (policies, choice, calendars, wake);
        ledger.TaskMoved += PlanAnew;
    }

    public void Observe(CommitContext commit)
    {
        foreach (var effect in commit.Effects)
            switch (effect)
            {
                case UserTaskCreated { DueDate: not null } task:
                    Plan(commit, task);
                    break;
                case UserTaskUpdated { DueDate: not null } changed:
                    PlanAnew(commit, changed.UserTaskKey);
                    break;
                case UserTaskClosed closed:
                    EscalationTable.Stop(commit, closed.UserTaskKey);
                    break;
            }
    }

    private void Plan(CommitContext commit, UserTaskCreated task)
    {
        if (commit.Process?.FindElement(task.ElementId) is not { } element
            || DeadlineTable.BySource(commit.Connection, commit.Transaction, task.UserTaskKey) is not { } limit)
            return;
        var named = element.Properties.GetValueOrDefault(ElementProperties.EscalationPolicy);
        if (named is null && task.Assignee?.StartsWith(TaskLinks.TaskLinks.CustomerPrefix, StringComparison.Ordinal) == true)
            return;
        var policy = named is null ? choice.Of(commit, task) : policies.FindOrStandard(commit, named);
        var calendar = calendars.FindOrStandard(limit.CalendarId);
        var ladder = new Ladder(
            task.UserTaskKey, limit.CaseNumber, policy.Id, policy.Version, element.Properties.GetValueOrDefault(ElementProperties.Urgent) == "true",
            commit.Process.Properties.GetValueOrDefault(ElementProperties.OwnerDepartment));
        LadderTable.Put(commit, ladder);
        foreach (var step in policy.Steps)
            EscalationTable.Plan(commit, ladder.Rung(commit.NextKey(), step, RungPlan.At(commit, limit, step.Share, calendar)), policy.Id);
        if (policy.Steps.Count > 0)
            commit.AfterCommit(wake.Set);
    }

    private void PlanAnew(CommitContext commit, long userTaskKey)
    {
        if (DeadlineTable.BySource(commit.Connection, commit.Transaction, userTaskKey) is not { } limit)
            return;
        var calendar = calendars.FindOrStandard(limit.CalendarId);
        foreach (var rung in EscalationTable.PlannedOf(commit, userTaskKey))
            EscalationTable.Postpone(commit, rung.Key, RungPlan.At(commit, limit, rung.Share, calendar));
        commit.AfterCommit(wake.Set);
    }
}
