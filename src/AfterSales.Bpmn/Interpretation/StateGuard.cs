using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.State;

namespace AfterSales.Bpmn.Interpretation;

/// <summary>
/// Every rule about what may follow what. For triggers a broken rule is a reason why they no longer apply; inside a step
/// it is a bug, and throws.
/// </summary>
internal static class StateGuard
{
    public static string? WhyNotStart(InstanceState state) =>
        state.Status == InstanceStatus.Created ? null : Instance(state, "not to have started", Word(state.Status));

    public static string? WhyNotRunning(InstanceState state) =>
        state.Status != InstanceStatus.Active ? Instance(state, "to be active", Word(state.Status)) : state.IsSuspended ? Suspended(state) : null;

    public static string? WhyNotSuspended(InstanceState state) =>
        state is { Status: InstanceStatus.Active, IsSuspended: true } ? null : Instance(state, "to be suspended", Word(state.Status));

    public static string Suspended(InstanceState state) => Instance(state, "to be active", "suspended") + " Resume it first.";

    public static string? WhyNotCancel(InstanceState state) =>
        state.Status is InstanceStatus.Created or InstanceStatus.Active ? null : Instance(state, "to be created or active", Word(state.Status));

    public static string? WhyNoJob(ElementInstance? element, long elementKey, long jobKey) =>
        element?.JobKey == jobKey && element.State == ElementState.Active ? null : Wait("job", jobKey, element, elementKey);

    public static string? WhyNoUserTask(ElementInstance? element, long elementKey, long taskKey) =>
        element?.UserTaskKey == taskKey && element.State == ElementState.Active ? null : Wait("user task", taskKey, element, elementKey);

    public static string? WhyNoTimer(ElementInstance? element, long elementKey, long timerKey) =>
        element is not null && element.OpenTimers.Exists(timer => timer.Key == timerKey) ? null : Wait("timer", timerKey, element, elementKey);

    public static string? WhyNoSubscription(ElementInstance? element, long elementKey, long subscriptionKey) =>
        element is not null && element.OpenMessages.Exists(message => message.Key == subscriptionKey) ? null : Wait("message subscription", subscriptionKey, element, elementKey);

    public static string? WhyNoSignal(ElementInstance? element, long elementKey, long subscriptionKey) =>
        element is not null && element.OpenSignals.Exists(signal => signal.Key == subscriptionKey) ? null : Wait("signal subscription", subscriptionKey, element, elementKey);

    public static string? WhyNoAdHoc(ElementInstance? element, long elementKey) => element switch
    {
        null => FormattableString.Invariant($"Expected element instance {elementKey} to be an active ad-hoc sub-process, but it has ended."),
        { Type: not ElementType.AdHocSubProcess } => FormattableString.Invariant($"Expected element instance {elementKey} ({element.ElementId}) to be an ad-hoc sub-process, but it is not."),
        { State: not ElementState.Active } or { IsConditionMet: true } => FormattableString.Invariant($"Expected the ad-hoc sub-process {elementKey} ({element.ElementId}) to be active, but it is about to end or has not begun."),
        _ => null,
    };

    public static string? WhyNoChild(ElementInstance? element, long elementKey, long childKey) =>
        element?.ChildInstanceKey == childKey && element.State == ElementState.Active ? null : Wait("called instance", childKey, element, elementKey);

    /// <summary>The only ways through the life of an element instance.</summary>
    /// <exception cref="InvalidOperationException">A bug: nothing outside can cause it.</exception>
    public static void Require(ElementInstance element, ElementState next)
    {
        var isAllowed = (element.State, next) is
            (ElementState.Activating, ElementState.Active)
            or (ElementState.Active, ElementState.Completing)
            or (ElementState.Completing, ElementState.Completing);
        if (!isAllowed)
            throw new InvalidOperationException(FormattableString.Invariant(
                $"Expected element instance {element.Key} ({element.ElementId}) to be able to become {Word(next)}, but it is {Word(element.State)}."));
    }

    private static string Wait(string what, long key, ElementInstance? element, long elementKey) => element is null
        ? FormattableString.Invariant($"Expected element instance {elementKey} to wait for {what} {key}, but it has ended.")
        : FormattableString.Invariant($"Expected element instance {elementKey} ({element.ElementId}) to wait for {what} {key}, but it does not.");

    private static string Instance(InstanceState state, string expected, string actual) =>
        FormattableString.Invariant($"Expected process instance {state.ProcessInstanceKey} {expected}, but it is {actual}.");

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
