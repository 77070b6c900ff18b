using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.State;

namespace AfterSales.Bpmn.Interpretation.Elements;

/// <summary>Waits for a person. Who names nobody at all means the role of the lane.</summary>
internal sealed class UserTask : ElementBehavior
{
    private const int NormalPriority = 50;

    public override StepFailure? Activate(Run run, CompiledElement element, ElementInstance instance)
    {
        var task = element.UserTask!;
        var read = run.Expressions;
        var assignee = read.OptionalText(task.Assignee, "assignee", instance);
        var groups = read.Texts(task.CandidateGroups, "candidate groups", instance);
        var users = read.Texts(task.CandidateUsers, "candidate users", instance);
        var due = read.Moment(task.DueDate, "due date", instance);
        var followUp = read.Moment(task.FollowUpDate, "follow-up date", instance);
        var priority = read.Number(task.Priority, "priority", 0, 100, NormalPriority, instance);
        var formId = read.OptionalText(task.Form?.FormId, "form id", instance);
        var reference = read.OptionalText(task.Form?.ExternalReference, "external form reference", instance);
        var failure = assignee.Failure ?? groups.Failure ?? users.Failure ?? due.Failure ?? followUp.Failure
            ?? priority.Failure ?? formId.Failure ?? reference.Failure;
        if (failure is not null)
            return failure;
        run.Write.OpenUserTask(instance, new UserTaskCreated(
            run.Write.NextKey(),
            instance.Key,
            element.Id,
            assignee.Value,
            task.CandidateGroups is null && element.Lane?.Role is { } role ? [role] : groups.Value,
            users.Value,
            due.Value.At,
            followUp.Value.At,
            priority.Value,
            formId.Value,
            task.Form?.Binding ?? BindingType.Latest,
            reference.Value,
            due.Value.Notes,
            task.DueDate?.Text,
            run.Variables.Visible(instance))
        {
            FormVersionTag = task.Form?.VersionTag,
            Headers = task.Headers,
        });
        return null;
    }

    public override void Terminate(Run run, ElementInstance instance) => run.Write.CloseUserTask(instance, WaitEnd.Canceled);
}
