using System.Text.Json;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Engine.Commits;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Jobs;

namespace AfterSales.Engine.Operations;

/// <summary>
/// Holds instances and lets them go on. Called instances follow in commands of their own; what is asked of a suspended instance by others (a
/// message, the end of a called instance) is kept until it is resumed.
/// </summary>
internal static class SuspensionTransitions
{
    public const string SuspendKind = "engine:suspend-child";
    public const string ResumeKind = "engine:resume-child";

    public static string Words(long instanceKey) => $"Expected process instance {instanceKey} to be active, but it is suspended. Resume it first.";

    public static Outcome<Done> Suspend(Execution x, long key, string? reason, Action<CommitContext>? alongside) => Change(x, key, new SuspendInstance(), reason, alongside);

    public static Outcome<Done> Resume(Execution x, long key, string? reason, Action<CommitContext>? alongside) => Change(x, key, new ResumeInstance(), reason, alongside);

    /// <summary>Asked by a calling instance; it may have been resumed again meanwhile.</summary>
    public static void SuspendChild(Execution x, string payload) => Follow(x, payload, suspend: true);

    /// <inheritdoc cref="SuspendChild"/>
    public static void ResumeChild(Execution x, string payload) => Follow(x, payload, suspend: false);

    public static bool IsSuspended(Execution x, long instanceKey) => x.Load(instanceKey) is { State.IsSuspended: true };

    /// <summary>Keeps what another instance asks of a suspended one; false when it is not suspended.</summary>
    public static bool Keep(Execution x, long instanceKey, string kind, string payload)
    {
        if (!IsSuspended(x, instanceKey))
            return false;
        x.Session.Suspensions.Keep(x.Core.Keys.Next(), instanceKey, kind, payload);
        return true;
    }

    public static void Hold(Execution x, LoadedInstance instance)
    {
        x.Session.Suspensions.Hold(instance.Key, x.Now);
        TellChildren(x, instance, SuspendKind);
    }

    public static void Free(Execution x, LoadedInstance instance)
    {
        foreach (var type in x.Session.Suspensions.Free(instance.Key, x.Now))
            JobTransitions.Wake(x, type);
        x.AfterCommit.Add(x.Core.Signals.Timers.Set);
        TellChildren(x, instance, ResumeKind);
        AskAgain(x, instance.Key);
    }

    /// <summary>What was kept is asked again, also of an instance that has ended: a message then goes to the next who waits for it.</summary>
    public static void AskAgain(Execution x, long instanceKey)
    {
        foreach (var (kind, payload) in x.Session.Suspensions.TakeKept(instanceKey))
            x.FollowUp(kind, payload);
    }

    private static Outcome<Done> Change(Execution x, long key, Trigger trigger, string? why, Action<CommitContext>? alongside)
    {
        (x.Alongside, x.Reason) = (alongside, why);
        if (x.Session.Instances.Find(key) is not { } head)
            return Failure.NotFound($"Expected process instance {key} to exist, but it does not.");
        if (head.State != InstanceStates.Active || x.Load(key) is not { } instance)
            return Failure.Conflict($"Expected process instance {key} to be active, but it is {InstanceTransitions.Words(head.State)}.");
        if (head.ParentInstanceKey is not null)
            return Failure.Conflict($"Expected process instance {key} to be one that nobody called, but it belongs to {head.RootKey}; suspend or resume that one.");
        return x.Advance(instance, trigger) is { } reason ? Failure.Conflict(reason) : default(Done);
    }

    private static void Follow(Execution x, string payload, bool suspend)
    {
        var family = JsonSerializer.Deserialize<Family>(payload)!;
        if (x.Load(family.CallerKey) is not { } caller || caller.State.IsSuspended != suspend || x.Load(family.ChildKey) is not { } child || child.State.IsSuspended == suspend)
            return;
        x.Advance(child, suspend ? new SuspendInstance() : new ResumeInstance());
    }

    private static void TellChildren(Execution x, LoadedInstance instance, string kind)
    {
        foreach (var call in instance.State.ActiveElements)
            if (call.ChildInstanceKey is { } child)
                x.FollowUp(kind, JsonSerializer.Serialize(new Family(instance.Key, child)));
    }

    private sealed record Family(long CallerKey, long ChildKey);
}
