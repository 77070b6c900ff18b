using AfterSales.Engine;
using AfterSales.Engine.Commits;
using AfterSales.Service.Calendars;
using AfterSales.Service.Storage;
using AfterSales.Service.Tasks;

namespace AfterSales.Service.People.Editing;

/// <summary>
/// Adding, changing and taking leave of people. Every check is made in the commit that writes, on the rows it finds there: two
/// administrators at once can make no ring of superiors and cannot take the last administrator away.
/// </summary>
public sealed class PeopleDesk(ProcessEngine engine, PeopleStore store, TaskActions tasks, CalendarRegistry calendars)
{
    /// <summary>Adds a person, or changes the one with this id.</summary>
    /// <returns>What is wrong, by field; empty when it is stored.</returns>
    public Task<IReadOnlyList<PersonFault>> SaveAsync(Person person, bool isNew, string by, CancellationToken ct = default) =>
        engine.WriteAsync<IReadOnlyList<PersonFault>>(
            commit =>
            {
                var faults = PersonCheck.Faults(person, PeopleStore.LoadAll(commit), calendars, isNew);
                if (faults.Count == 0)
                    store.Save(commit, person);
                return faults;
            },
            by, ct);

    /// <summary>The tasks that wait for exactly this person.</summary>
    public Task<IReadOnlyList<HeldTask>> HeldByAsync(string personId, CancellationToken ct = default) => engine.ReadAsync<IReadOnlyList<HeldTask>>(
        db => db.List<HeldTask>(
            """
            SELECT t.task_key AS TaskKey, t.case_number AS CaseNumber,
                   (SELECT count(*) FROM task_candidates c WHERE c.task_key = t.task_key AND c.candidate <> @self) AS Others
            FROM tasks t WHERE t.assignee = @personId AND t.ended_at IS NULL ORDER BY t.task_key
            """,
            new { personId, self = TaskTable.UserPrefix + personId }),
        ct);

    /// <summary>
    /// Hands a person's tasks over and ends his access: he signs in no more, gets no mail and no task; his name stays on what he did.
    /// Tasks go to <paramref name="receiverId"/>, or where none is given back to their departments. Interrupted, it can be repeated.
    /// </summary>
    public async Task<Departure> LeaveAsync(string personId, string? receiverId, Person by, string reason, CancellationToken ct = default)
    {
        if (await engine.ReadAsync(db => Refusal(PeopleStore.LoadAll(db), personId, receiverId, by.Id), ct) is { } refusal)
            return new Departure(0, refusal);
        var moved = 0;
        // Once before, so that nothing is left lying, and once after: a task may have reached him in between.
        if (await HandOverAsync(personId, receiverId, by, reason, ct) is var first && first.Fault is not null)
            return first;
        moved += first.Moved;
        var fault = await engine.WriteAsync(commit => Leave(commit, personId, receiverId, by.Id), by.Id, ct);
        if (fault is not null)
            return new Departure(moved, fault);
        var second = await HandOverAsync(personId, receiverId, by, reason, ct);
        return second with { Moved = moved + second.Moved };
    }

    /// <summary>Lets a person who had left work again, with the rights and departments he had.</summary>
    public Task<IReadOnlyList<PersonFault>> ReturnAsync(string personId, string by, CancellationToken ct = default) =>
        engine.WriteAsync<IReadOnlyList<PersonFault>>(
            commit =>
            {
                var all = PeopleStore.LoadAll(commit);
                if (all.FirstOrDefault(person => person.Id == personId) is not { } person)
                    return [new("id", "unknown")];
                var back = person with { Active = true, AwayFrom = null, AwayUntil = null };
                var faults = PersonCheck.Faults(back, all, calendars, isNew: false);
                if (faults.Count == 0)
                    store.Save(commit, back);
                return faults;
            },
            by, ct);

    private PersonFault? Leave(CommitContext commit, string personId, string? receiverId, string by)
    {
        var all = PeopleStore.LoadAll(commit);
        if (Refusal(all, personId, receiverId, by) is { } refusal)
            return refusal;
        var person = all.First(known => known.Id == personId);
        if (person.Active)
            store.Save(commit, person with { Active = false });
        return null;
    }

    private static PersonFault? Refusal(IReadOnlyList<Person> all, string personId, string? receiverId, string by)
    {
        var person = all.FirstOrDefault(known => known.Id == personId);
        return person is null ? new("id", "unknown")
            : personId == by ? new("handOver", "leaveSelf")
            : PersonCheck.IsLastAdmin(person, all) ? new("handOver", "lastAdmin")
            : receiverId is not null && (receiverId == personId || !all.Any(other => other.Id == receiverId && other.Active)) ? new("handOver", "receiver")
            : null;
    }

    private async Task<Departure> HandOverAsync(string personId, string? receiverId, Person by, string reason, CancellationToken ct)
    {
        var held = await HeldByAsync(personId, ct);
        if (receiverId is null && held.Count(task => task.Others == 0) is > 0 and var alone)
            return new Departure(0, new PersonFault("handOver", "tasksNeedSomebody", alone));
        var moved = 0;
        foreach (var task in held)
        {
            // A task that ended meanwhile needs nobody any more: what is refused is looked for again below.
            var change = receiverId is null
                ? await tasks.ReturnAsync(task.TaskKey, by, reason, ct)
                : await tasks.ReassignAsync(task.TaskKey, by, receiverId, reason, ct);
            if (change is TaskChange.Done)
                moved++;
        }
        var left = moved == held.Count ? 0 : (await HeldByAsync(personId, ct)).Count;
        return new Departure(moved, left == 0 ? null : new PersonFault("handOver", "tasksLeft", left));
    }
}

/// <summary>A task that waits for one person.</summary>
public sealed class HeldTask
{
    public long TaskKey { get; init; }

    public string? CaseNumber { get; init; }

    /// <summary>How many departments or other people could do it.</summary>
    public long Others { get; init; }
}

/// <summary>How a departure went.</summary>
/// <param name="Moved">Tasks that went to others.</param>
/// <param name="Fault">Why it did not go through, or what is left; null when all is done.</param>
public sealed record Departure(int Moved, PersonFault? Fault);
