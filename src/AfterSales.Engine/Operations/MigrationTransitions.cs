using System.Data.Common;
using System.Text;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Interpretation.Migration;
using AfterSales.Bpmn.State;
using AfterSales.Engine.Commits;
using AfterSales.Engine.Deployments;
using AfterSales.Engine.Instances;
using Dapper;

namespace AfterSales.Engine.Operations;

/// <summary>Takes running instances over to another version, or tells what that would do.</summary>
internal static class MigrationTransitions
{
    public static Outcome<Done> Migrate(Execution x, long key, MigrateInstances migrate, Action<CommitContext>? alongside)
    {
        x.Alongside = alongside;
        if (x.Session.Instances.Find(key) is not { } head)
            return Missing(key);
        if (head.State != InstanceStates.Active || x.Load(key) is not { } instance)
            return Ended(key, head.State);
        if (x.Core.Definitions.Find(migrate.TargetDefinitionKey, x.Session) is not { } target)
            return UnknownTarget(migrate);
        if (WrongPlan(instance.Definition, target, migrate) is { } wrong)
            return wrong;
        // The state is the same object, and goes on under the new version from here on.
        var moved = new LoadedInstance(instance.State, instance.Version, target);
        var trigger = new MigrateInstance(instance.Definition.Process, migrate.TargetDefinitionKey, new MigrationPlan(migrate.Mappings));
        return x.Advance(moved, trigger) is { } reason ? Failure.Conflict(reason) : default(Done);
    }

    /// <summary>The same on what is committed, without a change.</summary>
    public static MigrationPreview Preview(EngineCore core, DbConnection db, long key, MigrateInstances migrate)
    {
        var row = db.QuerySingleOrDefault<(string State, string? BusinessKey, string? Json)?>(
            """
            SELECT i.state, i.business_key, s.state_json FROM engine_process_instances i
            LEFT JOIN engine_instance_states s ON s.instance_key = i.instance_key WHERE i.instance_key = @key
            """, new { key });
        if (row is null)
            return new(key, Missing(key), [], []);
        if (row.Value.Json is null)
            return new(key, Ended(key, row.Value.State), [], []) { BusinessKey = row.Value.BusinessKey };
        var state = InstanceState.Deserialize(Encoding.UTF8.GetBytes(row.Value.Json));
        var source = core.Definitions.Find(state.ProcessDefinitionKey)!;
        var preview = new MigrationPreview(key, null, [], []) { Source = source.Process, BusinessKey = row.Value.BusinessKey };
        if (core.Definitions.Find(migrate.TargetDefinitionKey) is not { } target)
            return preview with { Failure = UnknownTarget(migrate) };
        if (source.Row.ProcessDefinitionKey == migrate.TargetDefinitionKey)
            return preview with { Failure = SameVersion(source) };
        if (state.IsSuspended)
            return preview with { Failure = Failure.Conflict(SuspensionTransitions.Words(key)) };
        var outlook = MigrationCheck.DryRun(
            target.Process, state, new MigrateInstance(source.Process, migrate.TargetDefinitionKey, new MigrationPlan(migrate.Mappings)),
            new InterpreterContext { Now = core.Clock.GetUtcNow(), NextKey = core.Keys.Next, Zone = core.Zone });
        return preview with { Problems = outlook.Problems, Effects = outlook.Effects, Ended = outlook.Ended };
    }

    private static Failure? WrongPlan(DeployedProcess source, DeployedProcess target, MigrateInstances migrate)
    {
        if (source.Row.ProcessDefinitionKey == target.Row.ProcessDefinitionKey)
            return SameVersion(source);
        var problems = new MigrationPlan(migrate.Mappings).Problems(source.Process, target.Process);
        return problems.Count == 0 ? null : Failure.Invalid(string.Join(" ", problems.Select(problem => problem.Message)));
    }

    private static Failure Missing(long key) => Failure.NotFound($"Expected process instance {key} to exist, but it does not.");

    private static Failure Ended(long key, string state) => Failure.Conflict($"Expected process instance {key} to be active, but it is {InstanceTransitions.Words(state)}.");

    private static Failure UnknownTarget(MigrateInstances migrate) =>
        Failure.NotFound($"Expected process definition {migrate.TargetDefinitionKey} to be deployed, but it is not.");

    private static Failure SameVersion(DeployedProcess source) =>
        Failure.Conflict($"Expected the instance to follow another version, but it follows {source.Row.ProcessDefinitionId} version {source.Row.Version} already.");
}
