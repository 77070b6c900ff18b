using AfterSales.Bpmn.State;

namespace AfterSales.Bpmn.Interpretation.Migration;

/// <summary>Takes an instance over to another version, as <see cref="MigrationCheck"/> worked it out.</summary>
internal static class InstanceMigration
{
    public static string? Apply(Run run, MigrateInstance trigger)
    {
        var check = MigrationCheck.Of(run, trigger);
        if (check.Reason is { } reason)
            return reason;
        // What is not kept ends first: afterwards an id may mean another element.
        foreach (var move in check.Moves)
            foreach (var id in MigrationCheck.Awaited(move.Instance).Where(id => !move.Events.ContainsKey(id)).ToList())
                run.Waits.Close(move.Instance, id);
        run.Write.Migrate(trigger.ToDefinitionKey, check.Moves);
        foreach (var move in check.Moves)
            run.Waits.Open(move.Instance, move.NewWaits);
        return null;
    }
}
