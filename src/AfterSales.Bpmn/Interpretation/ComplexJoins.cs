using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.State;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Interpretation;

/// <summary>
/// Complex gateways with several incoming flows (BPMN 2.0.2, 13.4.5). One that waits for its start goes on as soon as its activation condition
/// is true of the tokens that have come, with one token of each flow that has any; then it waits for its reset: for the flows it took
/// no token from, as far as tokens can still come by them. When it resets, its outgoing conditions are asked once more.
/// </summary>
internal static class ComplexJoins
{
    /// <summary>How many tokens wait on the incoming flows.</summary>
    public const string Count = "activationCount";

    /// <summary>The same by the id of each flow: <c>activationCounts.Flow_1</c>.</summary>
    public const string Counts = "activationCounts";

    /// <summary>True for the outgoing conditions when the activation condition became true, false when the gateway resets.</summary>
    public const string WaitingForStart = "waitingForStart";

    /// <summary>Goes on if it waits for its start and its condition is true. A condition that gives no answer is an incident of the scope.</summary>
    public static bool Start(Run run, CompiledElement gateway, ElementInstance scope)
    {
        if (scope.Incident is not null || ResetOf(gateway, scope) is not null || IsLeaving(run, gateway, scope))
            return false;
        var value = run.Expressions.Evaluate(gateway.Activation!, gateway.Id, run.Expressions.Scope(scope.Key, Tokens(run, gateway, scope))).Value;
        if (value is not (FeelBoolean or FeelNull))
            run.Fail(scope, Expressions.Unexpected(gateway.Activation!, $"the activation condition of '{gateway.Id}' to be true or false", value));
        if (value is not FeelBoolean { Value: true })
            return false;
        var taken = gateway.Incoming.Where(flow => Joins.HasToken(run, scope, flow)).Select(flow => run.Process.Flows[flow]).ToList();
        foreach (var flow in taken)
            run.Write.Consume(scope, flow);
        run.Write.AwaitReset(scope, new GatewayReset(gateway.Id, [.. taken.Select(flow => flow.Id)]));
        run.Enter(gateway, scope.Key);
        return true;
    }

    /// <summary>Takes what has come by the other flows, and waits for its start again.</summary>
    public static void Reset(Run run, CompiledElement gateway, ElementInstance scope)
    {
        foreach (var flow in gateway.Incoming.Where(flow => !WasTaken(run, gateway, flow, scope)))
            run.Write.Consume(scope, run.Process.Flows[flow]);
        run.Activate(run.Write.CreateResetting(gateway, scope, ResetOf(gateway, scope)!));
    }

    /// <summary>The gateways of a scope that wait for their reset.</summary>
    public static IEnumerable<CompiledElement> Resetting(Run run, ElementInstance scope) => scope.AwaitedResets.Select(reset => run.Process.Element(reset.GatewayId));

    /// <summary>Whether the gateway waits for its reset, and took the token of this flow before.</summary>
    public static bool WasTaken(Run run, CompiledElement gateway, int flow, ElementInstance scope) =>
        ResetOf(gateway, scope) is { } reset && reset.FlowIds.Contains(run.Process.Flows[flow].Id);

    /// <summary>A phase does not overtake the one before, which an incident may hold.</summary>
    public static bool IsLeaving(Run run, CompiledElement gateway, ElementInstance scope) =>
        run.State.ActiveElements.Any(child => child.ScopeKey == scope.Key && child.ElementId == gateway.Id);

    private static GatewayReset? ResetOf(CompiledElement gateway, ElementInstance scope) => scope.AwaitedResets.Find(reset => reset.GatewayId == gateway.Id);

    private static Dictionary<string, FeelValue> Tokens(Run run, CompiledElement gateway, ElementInstance scope)
    {
        var counts = gateway.Incoming.Select(flow => run.Process.Flows[flow].Id).ToDictionary(id => id, id => scope.Waiting.GetValueOrDefault(id), StringComparer.Ordinal);
        return new(StringComparer.Ordinal)
        {
            [Count] = FeelValue.Of(counts.Values.Sum()),
            [Counts] = new FeelContext(counts.Select(count => KeyValuePair.Create(count.Key, (FeelValue)FeelValue.Of(count.Value)))),
        };
    }
}
