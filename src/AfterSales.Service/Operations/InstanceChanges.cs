using System.Data.Common;
using System.Globalization;
using AfterSales.Bpmn.Interpretation.Modification;
using AfterSales.Engine;
using AfterSales.Engine.Commits;
using AfterSales.Engine.Instances;
using AfterSales.Service.Audit;
using AfterSales.Service.Cases;
using AfterSales.Service.People;
using AfterSales.Service.Storage;
using AfterSales.Service.Timeline;
using AfterSales.Service.Workflows;

namespace AfterSales.Service.Operations;

/// <summary>
/// What process owners do by hand to one or several running instances (ADR 0014). Each is a commit of its own: one that does not fit says why and
/// keeps none of the others back. What belongs to a case is told on its timeline, anything else in the audit log.
/// </summary>
public sealed class InstanceChanges(ProcessEngine engine, CaseHold hold)
{
    /// <summary>How many instances may be changed at once.</summary>
    public const int MostAtOnce = RunningInstances.MostPerPage;

    /// <summary>
    /// Holds instances; of a case, everything that runs for it. The failures of this and the other calls: not allowed; invalid where nothing is
    /// chosen, too much is, or the reason is missing or longer than <see cref="CaseHold.LongestReason"/>.
    /// </summary>
    public Task<Outcome<InstanceAnswers>> HoldAsync(IReadOnlyList<long> keys, string reason, Person by, CancellationToken ct = default) =>
        EachAsync(keys, reason, by, OncePerCase((one, why) => HoldOneAsync(one, why, by, ct)), ct);

    /// <summary>Lets held instances go on with all that has become due; of a case, everything that is held of it.</summary>
    public Task<Outcome<InstanceAnswers>> GoOnAsync(IReadOnlyList<long> keys, string reason, Person by, CancellationToken ct = default) =>
        EachAsync(keys, reason, by, OncePerCase((one, why) => GoOnOneAsync(one, why, by, ct)), ct);

    /// <summary>Ends instances that nobody called, with all they have called. A case whose own workflow this is ends with it, as declined.</summary>
    public Task<Outcome<InstanceAnswers>> CancelAsync(IReadOnlyList<long> keys, string reason, Person by, CancellationToken ct = default) =>
        EachAsync(keys, reason, by, (one, why) => one.CallerKey is not null
            ? Task.FromResult<(InstanceRefusal?, string?)>((InstanceRefusal.Called, null))
            : SaidAsync(engine.Instances.CancelAsync(one.Key, by.Id, commit => TellCancelled(commit, one.Key, why), ct)), ct);

    /// <summary>Ends a step of instances, however often it runs, and begins another in its place as often.</summary>
    public Task<Outcome<InstanceAnswers>> MoveAsync(IReadOnlyList<long> keys, string fromStep, string toStep, string reason, Person by, CancellationToken ct = default) =>
        EachAsync(keys, reason, by, (one, why) => SaidAsync(engine.Operations.ModifyAsync(
            one.Key, new ModifyInstance([], [], [new ElementMove(new ElementTermination(null, fromStep), toStep, MoveScope.Inferred, null, [])]), by.Id, reason: why, ct: ct)), ct);

    private async Task<Outcome<InstanceAnswers>> EachAsync(
        IReadOnlyList<long> keys, string reason, Person by, Func<Found, string, Task<(InstanceRefusal?, string?)>> change, CancellationToken ct)
    {
        if (!CaseHold.MayHold(by))
            return Failure.NotAllowed("Only process owners and administrators change running instances by hand.");
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > CaseHold.LongestReason)
            return Failure.Invalid($"Say in at most {CaseHold.LongestReason} characters why.");
        if (keys.Count is 0 or > MostAtOnce)
            return Failure.Invalid($"Choose one to {MostAtOnce} instances.");
        var answers = new List<InstanceAnswer>();
        foreach (var key in keys.Distinct())
        {
            // Looked up one by one: what was done to one may have changed or ended the next.
            if (await engine.ReadAsync(db => Find(db, key), ct).ConfigureAwait(false) is not { } one)
            {
                answers.Add(new InstanceAnswer(key, null, InstanceRefusal.Gone));
                continue;
            }
            var (refusal, detail) = await change(one, reason.Trim()).ConfigureAwait(false);
            answers.Add(new InstanceAnswer(key, one.CaseNumber, refusal, detail));
        }
        return new InstanceAnswers(answers);
    }

    /// <summary>Several instances of one case are held and let go on together: the second finds it done.</summary>
    private static Func<Found, string, Task<(InstanceRefusal?, string?)>> OncePerCase(Func<Found, string, Task<(InstanceRefusal?, string?)>> change)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        return async (one, why) =>
        {
            if (one.CaseNumber is { } number && done.Contains(number))
                return (null, null);
            var said = await change(one, why).ConfigureAwait(false);
            if (said.Item1 is null && one.CaseNumber is not null)
                done.Add(one.CaseNumber);
            return said;
        };
    }

    private Task<(InstanceRefusal?, string?)> HoldOneAsync(Found one, string why, Person by, CancellationToken ct) => one switch
    {
        { IsHeld: true } => Said(InstanceRefusal.Held),
        { CaseNumber: { } number } => SaidAsync(hold.HoldAsync(number, why, by, ct)),
        { CallerKey: not null } => Said(InstanceRefusal.Called),
        _ => SaidAsync(engine.Operations.SuspendAsync(one.Key, by.Id, reason: why, ct: ct)),
    };

    private Task<(InstanceRefusal?, string?)> GoOnOneAsync(Found one, string why, Person by, CancellationToken ct) => one switch
    {
        { IsHeld: false } => Said(InstanceRefusal.NotHeld),
        { CaseNumber: { } number } => SaidAsync(hold.GoOnAsync(number, why, by, ct)),
        { CallerKey: not null } => Said(InstanceRefusal.Called),
        _ => SaidAsync(engine.Operations.ResumeAsync(one.Key, by.Id, reason: why, ct: ct)),
    };

    private static Task<(InstanceRefusal?, string?)> Said(InstanceRefusal refusal) => Task.FromResult<(InstanceRefusal?, string?)>((refusal, null));

    private static async Task<(InstanceRefusal?, string?)> SaidAsync(Task<Outcome<Done>> change)
    {
        var outcome = await change.ConfigureAwait(false);
        return outcome.IsOk ? (null, null)
            : outcome.Failure.Kind == FailureKind.NotFound ? (InstanceRefusal.Gone, null)
            : (InstanceRefusal.DoesNotFit, outcome.Failure.Message);
    }

    private static void TellCancelled(CommitContext commit, long key, string why)
    {
        if (CaseTable.OfInstance(commit, key) is not { } number)
        {
            EngineAudit.Line("cancelled", "instance", key.ToString(CultureInfo.InvariantCulture), ("reason", why))(commit);
            return;
        }
        CaseTimeline.Add(commit, new TimelineEntry(number, TimelineKinds.ProcessCancelled)
        {
            Actor = commit.Actor,
            Facts = new Dictionary<string, TimelineValue> { ["process"] = TimelineValue.Of(PartNames.Of(commit.Process!)), ["reason"] = TimelineValue.Of(why) },
        });
    }

    private static Found? Find(DbConnection db, long key) => db.List<Found>(
        $"""
        SELECT i.instance_key AS Key, i.parent_instance_key AS CallerKey, i.suspended_at AS HeldAt, p.case_number AS CaseNumber
        FROM engine_process_instances i LEFT JOIN case_processes p ON p.instance_key = i.instance_key
        WHERE i.instance_key = @key AND i.state = '{InstanceStates.Active}'
        """,
        new { key }).FirstOrDefault();

    private sealed class Found
    {
        public long Key { get; init; }
        public long? CallerKey { get; init; }
        public long? HeldAt { get; init; }
        public string? CaseNumber { get; init; }
        public bool IsHeld => HeldAt is not null;
    }
}
