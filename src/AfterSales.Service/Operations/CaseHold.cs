using AfterSales.Engine;
using AfterSales.Service.Cases;
using AfterSales.Service.People;

namespace AfterSales.Service.Operations;

/// <summary>
/// Holds a case and lets it go on: every process that runs for it, with all it has called. What was typed, sent and promised stays; the due
/// times towards the customer go on. Process owners and administrators may; the reason is in the timeline.
/// </summary>
public sealed class CaseHold(ProcessEngine engine, CaseQueries cases)
{
    /// <summary>Longest reason, in characters.</summary>
    public const int LongestReason = 1_000;

    public static bool MayHold(Person person) => person.IsAdmin || person.Roles.Contains(AccountRoles.ProcessOwner);

    /// <summary>Holds a case that runs. Conflict: nothing of it runs, or it is held already.</summary>
    public Task<Outcome<Done>> HoldAsync(string caseNumber, string reason, Person by, CancellationToken ct = default) => ChangeAsync(caseNumber, reason, by, hold: true, ct);

    /// <summary>Lets a held case go on with all that has become due. Conflict: it is not held.</summary>
    public Task<Outcome<Done>> GoOnAsync(string caseNumber, string reason, Person by, CancellationToken ct = default) => ChangeAsync(caseNumber, reason, by, hold: false, ct);

    /// <summary>Whether something of the case is held.</summary>
    public Task<bool> IsHeldAsync(string caseNumber, CancellationToken ct = default) => engine.ReadAsync(db => CaseProcessTable.IsHeld(db, caseNumber), ct);

    private async Task<Outcome<Done>> ChangeAsync(string caseNumber, string reason, Person by, bool hold, CancellationToken ct)
    {
        if (!MayHold(by))
            return Failure.NotAllowed("Only process owners and administrators hold cases and let them go on.");
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason)
            return Failure.Invalid($"Say in at most {LongestReason} characters why.");
        if (!await cases.MaySeeAsync(caseNumber, by, ct).ConfigureAwait(false))
            return Failure.NotFound($"There is no case {caseNumber}.");
        Outcome<Done>? changed = null;
        foreach (var root in await engine.ReadAsync(db => CaseProcessTable.RunningRoots(db, caseNumber, suspended: !hold), ct).ConfigureAwait(false))
        {
            var one = hold
                ? await engine.Operations.SuspendAsync(root, by.Id, reason: reason.Trim(), ct: ct).ConfigureAwait(false)
                : await engine.Operations.ResumeAsync(root, by.Id, reason: reason.Trim(), ct: ct).ConfigureAwait(false);
            // One that ended or was changed by somebody else meanwhile does not keep the others back.
            changed = one.IsOk || changed is null ? one : changed;
        }
        return changed ?? Failure.Conflict(hold ? $"Nothing runs for the case {caseNumber} that could be held." : $"The case {caseNumber} is not held.");
    }
}
