using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.State;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Interpretation.Elements;

/// <summary>
/// A scope whose activities are begun as they are needed (BPMN 2.0.2, 10.3.5, as Camunda 8 has it): those of its collection at once, others
/// by <see cref="ActivateAdHoc"/>. A sequential one begins the next when nothing is active in it; the others wait for their turn. The completion condition is asked each time a way in it has come to its end. Without one it is
/// done when nothing in it is active any more; with one it waits for somebody to begin something until the condition is true.
/// </summary>
internal sealed class AdHocSubProcess : SubProcess
{
    public override StepFailure? Activate(Run run, CompiledElement element, ElementInstance instance)
    {
        var definition = element.AdHoc!;
        if (definition.ActiveElements is not { } expression)
            return null;
        var value = run.Expressions.Evaluate(expression, instance).Value;
        if (value is not FeelList list || list.Items.Any(item => item is not FeelString))
            return Expressions.Unexpected(expression, "the active elements to be a list of ids", value);
        var activities = new List<CompiledElement>();
        foreach (var id in list.Items.Cast<FeelString>().Select(item => item.Value))
            if (Find(run, element, id) is { } activity)
                activities.Add(activity);
            else
                return new StepFailure(IncidentType.ExtractValueError, WhyNot(element, id));
        foreach (var activity in activities)
            BeginOne(run, element, instance, new QueuedActivity(activity.Id, FeelContext.Empty));
        if (activities.Count == 0 && definition.CompletionCondition is null)
            run.Complete(instance);
        return null;
    }

    /// <summary>Somebody begins activities: all of them, or none when one cannot be begun.</summary>
    public static string? Begin(Run run, ActivateAdHoc trigger)
    {
        var instance = run.State.Find(trigger.ElementInstanceKey);
        if (StateGuard.WhyNoAdHoc(instance, trigger.ElementInstanceKey) is { } reason)
            return reason;
        var element = run.ElementOf(instance!);
        if (trigger.Activities.FirstOrDefault(activity => Find(run, element, activity.ElementId) is null) is { } unknown)
            return WhyNot(element, unknown.ElementId);
        foreach (var activity in trigger.Activities)
            BeginOne(run, element, instance!, new QueuedActivity(activity.ElementId, activity.Variables));
        return null;
    }

    private static void BeginOne(Run run, CompiledElement element, ElementInstance instance, QueuedActivity activity)
    {
        if (element.AdHoc!.IsSequential && !instance.IsEmpty)
        {
            run.Write.Enqueue(instance, activity);
            return;
        }
        var begun = run.Write.Create(Find(run, element, activity.ElementId)!, instance.Key);
        foreach (var (name, value) in activity.Variables.Entries)
            run.Write.SetVariable(begun, name, value);
        run.Activate(begun);
    }

    /// <summary>Asked while the last element of the way still is there, so that a condition that cannot be evaluated can be corrected.</summary>
    public override StepFailure? CompleteChild(Run run, CompiledElement element, ElementInstance scope, ElementInstance child)
    {
        if (scope.IsConditionMet || element.AdHoc!.CompletionCondition is not { } condition || run.ElementOf(child).Outgoing.Count > 0)
            return null;
        var isMet = run.Expressions.Condition(condition, element.Id, run.Expressions.Scope(scope.Key));
        if (isMet is { Failure: null, Value: true })
            run.Write.MeetCondition(scope);
        return isMet.Failure;
    }

    public override void ChildEnded(Run run, CompiledElement element, ElementInstance scope)
    {
        if (scope.IsConditionMet && element.AdHoc!.CancelsRemaining)
            Lifecycle.TerminateChildren(run, scope);
        if (scope is { IsEmpty: true, IsConditionMet: false, Queued.Count: > 0 })
            BeginOne(run, element, scope, run.Write.Dequeue(scope));
        else if (scope.IsEmpty && (scope.IsConditionMet || element.AdHoc!.CompletionCondition is null))
            run.Complete(scope);
    }

    private static CompiledElement? Find(Run run, CompiledElement element, string id) =>
        element.Activatable.Select(index => run.Process.Elements[index]).FirstOrDefault(activity => activity.Id == id);

    private static string WhyNot(CompiledElement element, string id) =>
        $"Expected '{id}' to be an activity of the ad-hoc sub-process '{element.Id}' to which no flow leads, but it is not.";
}
