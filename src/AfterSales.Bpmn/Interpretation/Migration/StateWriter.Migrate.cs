using AfterSales.Bpmn.Interpretation.Migration;
using AfterSales.Bpmn.State;

namespace AfterSales.Bpmn.Interpretation;

internal sealed partial class StateWriter
{
    /// <summary>
    /// Gives every element instance and every wait its new element. What is not kept was closed before.
    /// </summary>
    public void Migrate(long toDefinitionKey, IReadOnlyList<ElementMove> moves)
    {
        var from = state.ProcessDefinitionKey;
        state.ProcessDefinitionKey = toDefinitionKey;
        var (elements, waits) = (new List<MigratedElement>(), new List<MigratedWait>());
        foreach (var move in moves)
        {
            var instance = move.Instance;
            elements.Add(new(instance.Key, instance.ElementId, move.To.Id, instance.Type, instance.UserTaskKey, instance.JobKey, instance.Incident?.Key));
            instance.ElementId = move.To.Id;
            MigrateWaits(instance, move, waits);
            Replace(instance.Waiting, move.Arrivals);
            instance.AwaitedResets.Clear();
            instance.AwaitedResets.AddRange(move.Resets);
            instance.Queued.Clear();
            instance.Queued.AddRange(move.Queue);
            instance.Done.Clear();
            instance.Done.AddRange(move.Compensables);
        }
        Tell(new InstanceMigrated(from, toDefinitionKey, elements, waits));
    }

    private static void MigrateWaits(ElementInstance instance, ElementMove move, List<MigratedWait> waits)
    {
        for (var i = 0; i < instance.OpenTimers.Count; i++)
            if (instance.OpenTimers[i] is var timer && move.Events.TryGetValue(timer.TargetElementId, out var to))
            {
                waits.Add(new(timer.Key, true, timer.TargetElementId, to.Id));
                instance.OpenTimers[i] = timer with { TargetElementId = to.Id };
            }
        for (var i = 0; i < instance.OpenMessages.Count; i++)
            if (instance.OpenMessages[i] is var message && move.Events.TryGetValue(message.TargetElementId, out var to))
            {
                waits.Add(new(message.Key, false, message.TargetElementId, to.Id));
                instance.OpenMessages[i] = message with { TargetElementId = to.Id };
            }
        for (var i = 0; i < instance.OpenSignals.Count; i++)
            if (instance.OpenSignals[i] is var signal && move.Events.TryGetValue(signal.TargetElementId, out var to))
            {
                waits.Add(new(signal.Key, false, signal.TargetElementId, to.Id));
                instance.OpenSignals[i] = signal with { TargetElementId = to.Id };
            }
        for (var i = 0; i < instance.HappenedInPart.Count; i++)
            if (instance.HappenedInPart[i] is var part && move.Events.TryGetValue(part.TargetElementId, out var to))
                instance.HappenedInPart[i] = part with { TargetElementId = to.Id };
        for (var i = 0; i < instance.OpenConditions.Count; i++)
            if (instance.OpenConditions[i] is var condition && move.Events.TryGetValue(condition.TargetElementId, out var to))
                instance.OpenConditions[i] = condition with { TargetElementId = to.Id };
    }

    private static void Replace(SortedDictionary<string, int> waiting, SortedDictionary<string, int> arrivals)
    {
        waiting.Clear();
        foreach (var (flow, tokens) in arrivals)
            waiting[flow] = tokens;
    }
}
