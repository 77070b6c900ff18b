using System.Text.Json;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.State;
using AfterSales.Engine.Commits;
using AfterSales.Engine.Operations;
using AfterSales.Feel.Values;

namespace AfterSales.Engine.Instances;

/// <summary>
/// What calling and called instances ask of each other. Each request is an outbox item of the one and a command of the other;
/// the item goes away in the commit that carries it out, so it happens exactly once whatever dies in between.
/// </summary>
internal static class ChildTransitions
{
    public const string StartKind = "engine:start-child";
    public const string CancelKind = "engine:cancel-child";
    public const string FinishKind = "engine:finish-child";
    public const string FailKind = "engine:fail-child";
    public const string EscalateKind = "engine:escalate-child";

    public static void RequestStart(Execution x, LoadedInstance caller, ChildRequested e) => x.FollowUp(
        StartKind,
        JsonSerializer.Serialize(new StartChild(
            e.ChildInstanceKey, caller.Key, e.CallElementInstanceKey, e.ProcessId, e.Binding, e.VersionTag, e.Catchable.All, e.Catchable.Codes, FeelJson.ToJson(e.Variables))),
        StartDedupe(e.ChildInstanceKey));

    public static void RequestCancel(Execution x, long childKey)
    {
        // A child that has not begun is simply not begun.
        x.Session.Outbox.RemovePending(StartDedupe(childKey));
        x.FollowUp(CancelKind, JsonSerializer.Serialize(new CancelChild(childKey)));
    }

    public static void ReportEscalation(Execution x, InstanceState child, EscalationPassed e) => x.FollowUp(
        EscalateKind,
        JsonSerializer.Serialize(new EscalationOfChild(child.ParentProcessInstanceKey!.Value, child.ParentElementInstanceKey!.Value, child.ProcessInstanceKey, e.EscalationCode)));

    public static void ReportEnd(Execution x, InstanceState child, InstanceFinished e)
    {
        var (caller, call) = (child.ParentProcessInstanceKey!.Value, child.ParentElementInstanceKey!.Value);
        if (e.Outcome == InstanceOutcome.Completed)
            x.FollowUp(FinishKind, JsonSerializer.Serialize(new EndOfChild(caller, call, child.ProcessInstanceKey, null, null, FeelJson.ToJson(e.Variables))));
        else if (e.Outcome == InstanceOutcome.Errored)
            x.FollowUp(FailKind, JsonSerializer.Serialize(new EndOfChild(caller, call, child.ProcessInstanceKey, e.ErrorCode, e.ErrorMessage, FeelJson.ToJson(e.Variables))));
    }

    public static void Start(Execution x, string payload)
    {
        var start = JsonSerializer.Deserialize<StartChild>(payload)!;
        if (SuspensionTransitions.Keep(x, start.CallerKey, StartKind, payload) || x.Load(start.CallerKey) is not { } caller)
            return;
        var key = start.Binding switch
        {
            BindingType.Deployment => x.Session.Definitions.OfDeployment(caller.Definition.Row.DeploymentKey, "process", start.ProcessId),
            BindingType.VersionTag => x.Session.Definitions.ProcessByTag(start.ProcessId, start.VersionTag ?? ""),
            _ => x.Session.Definitions.LatestProcess(start.ProcessId)?.Key ?? 0,
        };
        var definition = key == 0 ? null : x.Core.Definitions.Find(key, x.Session);
        if (definition?.Process.StartTriggers.None is null)
        {
            var message = definition is null
                ? $"Expected process '{start.ProcessId}' to be deployed, but it is not."
                : $"Expected process '{start.ProcessId}' to have a none start event, but it has none.";
            x.Advance(caller, new RefuseChild(start.CallElementInstanceKey, start.ChildKey, message));
            return;
        }
        InstanceTransitions.Start(x, definition, new NewInstance
        {
            ProcessInstanceKey = start.ChildKey,
            ProcessDefinitionKey = key,
            ParentProcessInstanceKey = start.CallerKey,
            ParentElementInstanceKey = start.CallElementInstanceKey,
            RootProcessInstanceKey = caller.State.RootProcessInstanceKey,
            BusinessKey = caller.State.BusinessKey,
            Catchable = new CatchableErrors(start.CatchesAll, start.CatchesCodes),
        }, (FeelContext)FeelJson.Parse(start.Variables), null);
    }

    public static void Cancel(Execution x, string payload)
    {
        var cancel = JsonSerializer.Deserialize<CancelChild>(payload)!;
        if (x.Load(cancel.ChildKey) is { } child)
            x.Advance(child, new CancelInstance());
    }

    public static void Finish(Execution x, string payload)
    {
        var end = JsonSerializer.Deserialize<EndOfChild>(payload)!;
        if (!SuspensionTransitions.Keep(x, end.CallerKey, FinishKind, payload) && x.Load(end.CallerKey) is { } caller)
            x.Advance(caller, new FinishChild(end.CallElementInstanceKey, end.ChildKey, (FeelContext)FeelJson.Parse(end.Variables)));
    }

    public static void Fail(Execution x, string payload)
    {
        var end = JsonSerializer.Deserialize<EndOfChild>(payload)!;
        if (!SuspensionTransitions.Keep(x, end.CallerKey, FailKind, payload) && x.Load(end.CallerKey) is { } caller)
            x.Advance(caller, new FailChild(end.CallElementInstanceKey, end.ErrorCode ?? "", end.ErrorMessage, (FeelContext)FeelJson.Parse(end.Variables)));
    }

    public static void Escalate(Execution x, string payload)
    {
        var escalation = JsonSerializer.Deserialize<EscalationOfChild>(payload)!;
        if (!SuspensionTransitions.Keep(x, escalation.CallerKey, EscalateKind, payload) && x.Load(escalation.CallerKey) is { } caller)
            x.Advance(caller, new EscalateChild(escalation.CallElementInstanceKey, escalation.ChildKey, escalation.Code));
    }

    private static string StartDedupe(long childKey) => $"start-child:{childKey}";

    private sealed record StartChild(
        long ChildKey, long CallerKey, long CallElementInstanceKey, string ProcessId, BindingType Binding, string? VersionTag,
        bool CatchesAll, IReadOnlyList<string> CatchesCodes, string Variables);

    private sealed record CancelChild(long ChildKey);

    private sealed record EscalationOfChild(long CallerKey, long CallElementInstanceKey, long ChildKey, string Code);

    private sealed record EndOfChild(
        long CallerKey, long CallElementInstanceKey, long ChildKey, string? ErrorCode, string? ErrorMessage, string Variables);
}
