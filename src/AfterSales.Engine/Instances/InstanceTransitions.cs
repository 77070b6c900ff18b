using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.State;
using AfterSales.Engine.Commits;
using AfterSales.Engine.Deployments;
using AfterSales.Feel.Values;

namespace AfterSales.Engine.Instances;

/// <summary>Start and end of instances from outside.</summary>
internal static class InstanceTransitions
{
    /// <param name="created">Told the key before anything of the instance happens; again when the command has to be repeated.</param>
    public static Outcome<CreatedInstance> Create(Execution x, CreateInstance create, Action<CommitContext>? alongside, Action<long>? created = null)
    {
        x.Alongside = alongside;
        var found = Find(x, create);
        if (!found.IsOk)
            return found.Failure;
        var definition = found.Value;
        if (create.StartElementId is null && definition.Process.StartTriggers.None is null)
            return Failure.Invalid($"Expected process '{definition.Process.Id}' to have a none start event, but it has none.");
        if (create.StartElementId is { } start && definition.Process.FindElement(start) is null)
            return Failure.NotFound($"Expected process '{definition.Process.Id}' to have an element '{start}', but it has none.");
        var key = x.Core.Keys.Next();
        created?.Invoke(key);
        Start(x, definition, new NewInstance
        {
            ProcessInstanceKey = key,
            ProcessDefinitionKey = definition.Row.ProcessDefinitionKey,
            BusinessKey = create.BusinessKey,
        }, create.Variables ?? FeelContext.Empty, create.StartElementId);
        return new CreatedInstance(key, definition.Row.ProcessDefinitionKey, definition.Process.Id, definition.Row.Version);
    }

    /// <summary>Writes the row of a new instance and runs it to its first waits.</summary>
    public static void Start(Execution x, DeployedProcess definition, NewInstance instance, FeelContext variables, string? startElementId, string? messageName = null)
    {
        var state = InstanceState.Create(instance);
        x.Session.Instances.Insert(new NewInstanceRow(
            state.ProcessInstanceKey, state.ProcessDefinitionKey, definition.Process.Id, state.BusinessKey, x.Now,
            state.ParentProcessInstanceKey, state.ParentElementInstanceKey, state.RootProcessInstanceKey));
        x.Core.Roots.Note(state.ProcessInstanceKey, state.RootProcessInstanceKey);
        if (x.Advance(new LoadedInstance(state, 0, definition), new StartInstance(variables, startElementId, messageName)) is { } reason)
            throw new InvalidOperationException($"A new instance of {definition.Process.Id} did not start: {reason}");
    }

    public static Outcome<Done> Cancel(Execution x, long key, Action<CommitContext>? alongside)
    {
        x.Alongside = alongside;
        if (x.Session.Instances.Find(key) is not { } head)
            return Failure.NotFound($"Expected process instance {key} to exist, but it does not.");
        if (head.State != InstanceStates.Active || x.Load(key) is not { } instance)
            return Failure.Conflict($"Expected process instance {key} to be active, but it is {Words(head.State)}.");
        if (head.ParentInstanceKey is not null)
            return Failure.Conflict($"Expected process instance {key} to be one that nobody called, but it belongs to {head.RootKey}; cancel that one.");
        return x.Advance(instance, new CancelInstance()) is { } reason ? Failure.Conflict(reason) : default(Done);
    }

    public static string Words(string state) => state.ToLowerInvariant().Replace('_', ' ');

    private static Outcome<DeployedProcess> Find(Execution x, CreateInstance create)
    {
        if (create.DefinitionKey is { } definitionKey)
            return x.Core.Definitions.Find(definitionKey, x.Session) is { } byKey && !x.Session.Definitions.IsDeletedProcess(definitionKey)
                ? byKey
                : Failure.NotFound($"Expected process definition {definitionKey} to be deployed, but it is not.");
        if (string.IsNullOrEmpty(create.ProcessId))
            return Failure.Invalid("Expected a process id or a definition key, but there is neither.");
        var key = create.Version is { } version
            ? x.Session.Definitions.ProcessVersion(create.ProcessId, version)
            : x.Session.Definitions.LatestProcess(create.ProcessId)?.Key ?? 0;
        return key != 0 && x.Core.Definitions.Find(key, x.Session) is { } found
            ? found
            : Failure.NotFound($"Expected process '{create.ProcessId}'{(create.Version is null ? "" : $" version {create.Version}")} to be deployed, but it is not.");
    }
}
