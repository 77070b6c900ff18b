using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Compilation.Elements;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.State;

namespace AfterSales.Bpmn.Interpretation;

/// <summary>Tokens that wait for others at gateways with several incoming flows.</summary>
internal static class Joins
{
    public static bool WaitsAt(CompiledElement element) => element.Incoming.Count > 1 && element.Type.IsJoin();

    /// <summary>A token came to a join. A parallel one goes on as soon as each flow brought one.</summary>
    public static void Arrive(Run run, CompiledElement gateway, CompiledFlow flow, ElementInstance scope)
    {
        run.Write.Arrive(scope, flow);
        if (gateway.Type == ElementType.ComplexGateway)
            ComplexJoins.Start(run, gateway, scope);
        else if (gateway.Type == ElementType.ParallelGateway && gateway.Incoming.All(incoming => HasToken(run, scope, incoming)))
            Pass(run, gateway, scope);
    }

    /// <summary>
    /// Lets the inclusive joins go on, and the complex gateways reset, that no other token of their scope can still reach (BPMN 2.0.2,
    /// 13.4.3 and 13.4.5). Where they only wait for each other, and nothing else is left to move, the first one goes on.
    /// </summary>
    public static bool Release(Run run)
    {
        var released = false;
        foreach (var scope in run.State.ActiveElements.Where(scope => scope.Waiting.Count > 0 || scope.AwaitedResets.Count > 0).ToList())
        {
            // What has changed since the tokens came may let a complex gateway begin.
            released |= Waiting(run, scope).Where(gateway => gateway.Type == ElementType.ComplexGateway).ToList().Exists(gateway => ComplexJoins.Start(run, gateway, scope));
            var waiting = Waiting(run, scope).Where(gateway => gateway.Type == ElementType.InclusiveGateway).Concat(ComplexJoins.Resetting(run, scope).Where(gateway => !ComplexJoins.IsLeaving(run, gateway, scope))).ToList();
            var ready = waiting.Where(gateway => IsReady(run, gateway, scope)).ToList();
            if (ready.Count == 0 && waiting.Count > 0 && scope.Children == 0)
                ready = [waiting[0]];
            foreach (var gateway in ready)
                if (gateway.Type == ElementType.ComplexGateway)
                    ComplexJoins.Reset(run, gateway, scope);
                else
                    Pass(run, gateway, scope);
            released |= ready.Count > 0;
        }
        return released;
    }

    /// <summary>Tokens wait and nothing is left that could come to them: the instance would wait for ever without a word.</summary>
    public static void ReportStuck(Run run)
    {
        foreach (var scope in run.State.ActiveElements.Where(scope => scope is { Waiting.Count: > 0, Children: 0, Incident: null }).ToList())
        {
            var gateways = string.Join(", ", Waiting(run, scope).Select(gateway => gateway.Id));
            run.Fail(scope, new StepFailure(IncidentType.Unknown, $"Tokens wait at {gateways} for others that can never come: not every branch that is joined there was taken."));
        }
    }

    private static void Pass(Run run, CompiledElement gateway, ElementInstance scope)
    {
        foreach (var flow in gateway.Incoming)
            run.Write.Consume(scope, run.Process.Flows[flow]);
        run.Enter(gateway, scope.Key);
    }

    private static IEnumerable<CompiledElement> Waiting(Run run, ElementInstance scope) => scope.Waiting.Keys
        .Select(flow => run.Process.FindFlow(flow)!.TargetIndex).Distinct().Order().Select(index => run.Process.Elements[index]);

    internal static bool HasToken(Run run, ElementInstance scope, int flow) => scope.Waiting.ContainsKey(run.Process.Flows[flow].Id);

    /// <summary>
    /// A token elsewhere holds the join up when it can still come by a flow that has brought none, unless it could as well
    /// come by one that has: then it belongs to another round of a loop around the join.
    /// </summary>
    private static bool IsReady(Run run, CompiledElement gateway, ElementInstance scope)
    {
        var filled = gateway.Incoming.Where(flow => HasToken(run, scope, flow) || ComplexJoins.WasTaken(run, gateway, flow, scope)).ToList();
        var empty = gateway.Incoming.Except(filled).ToList();
        if (empty.Count == 0)
            return true;
        var tokens = run.State.ActiveElements.Where(child => child.ScopeKey == scope.Key).Select(child => run.ElementOf(child).Index)
            .Concat(Waiting(run, scope).Concat(ComplexJoins.Resetting(run, scope)).Where(other => other != gateway).Select(other => other.Index));
        return !tokens.Any(token => CanComeBy(empty, token) && !CanComeBy(filled, token));

        bool CanComeBy(List<int> flows, int token) => flows.Exists(flow => run.Process.Reachability.CanReach(token, flow));
    }
}
