using AfterSales.Engine;
using AfterSales.Service.Languages;
using AfterSales.Service.Workflows;

namespace AfterSales.Service.Schedules;

/// <summary>Schedules as people see and switch them. Every change is done in a commit of its own, with the name of who did it.</summary>
public sealed class ScheduleQueries
{
    private const int RunsShown = 12;
    private readonly ProcessEngine engine;
    private readonly SchedulePlanner planner;
    private readonly ScheduleWake wake;
    private readonly WorkflowCatalog workflows;

    internal ScheduleQueries(ProcessEngine engine, SchedulePlanner planner, ScheduleWake wake, WorkflowCatalog workflows) =>
        (this.engine, this.planner, this.wake, this.workflows) = (engine, planner, wake, workflows);

    /// <summary>Every schedule with its next fire and its latest runs.</summary>
    public Task<IReadOnlyList<ScheduleView>> ListAsync(CancellationToken ct = default)
    {
        var now = engine.Clock.GetUtcNow();
        return engine.ReadAsync<IReadOnlyList<ScheduleView>>(db => [.. ScheduleTable.All(db).Select(stored => View(stored, ScheduleRunTable.Latest(db, stored.Schedule.Id, RunsShown), now))], ct);
    }

    /// <summary>One of them; null when there is none.</summary>
    public async Task<ScheduleView?> FindAsync(string id, CancellationToken ct = default) => (await ListAsync(ct)).FirstOrDefault(view => view.Schedule.Id == id);

    /// <summary>
    /// Runs a schedule now, for the period that it would be run for today. A period that ran already is not run again: the failure
    /// names what came of it.
    /// </summary>
    public async Task<Outcome<ScheduleRun>> RunAsync(string id, string by, CancellationToken ct = default)
    {
        if (await FindAsync(id, ct) is not { } view)
            return Failure.NotFound($"There is no schedule '{id}'.");
        var calendar = planner.CalendarOf(view.Schedule);
        var period = PeriodOfSchedule.Of(view.Schedule, calendar.LocalDay(engine.Clock.GetUtcNow()));
        var planned = await engine.WriteAsync(commit => ScheduleRunTable.Plan(commit, id, period, commit.Now, by: by), by, ct);
        wake.Set();
        var run = await engine.ReadAsync(db => ScheduleRunTable.Find(db, id, period.Id), ct);
        return planned ? run! : Failure.Conflict($"The schedule '{id}' has been run for {period.Id} already{(run?.Result is { Length: > 0 } result ? $": {result}" : "")}.");
    }

    /// <summary>Switches a schedule on or off; false when there is no such schedule.</summary>
    public async Task<bool> SwitchAsync(string id, bool on, string by, CancellationToken ct = default)
    {
        if (await FindAsync(id, ct) is null)
            return false;
        await engine.WriteAsync(commit => ScheduleTable.Switch(commit, id, on), by, ct);
        return true;
    }

    /// <summary>Stores an edited schedule.</summary>
    public async Task<Outcome<Done>> SaveAsync(Schedule schedule, string by, CancellationToken ct = default)
    {
        if (schedule.Fault() is { } fault)
            return Failure.Invalid(fault);
        await engine.WriteAsync(commit => ScheduleTable.Save(commit, schedule), by, ct);
        return default(Done);
    }

    private ScheduleView View(StoredSchedule stored, List<ScheduleRun> runs, DateTimeOffset now)
    {
        var calendar = planner.CalendarOf(stored.Schedule);
        var after = stored.LookedUntil > now ? stored.LookedUntil : now;
        var next = stored.Enabled && stored.Schedule.Fault() is null ? ScheduleTimes.Next(stored.Schedule, calendar, after) : null;
        var missing = stored.Schedule.Kind is { } kind && Cases.CaseKinds.Find(kind) is { } known && workflows.Find(known.ProcessId) is null ? known.ProcessId : null;
        return new(stored.Schedule, stored.Enabled, calendar.Id, calendar.Name, next?.At, next?.Period.Name(stored.Schedule.Period, stored.Schedule.Solar), runs, missing);
    }
}

/// <summary>A schedule as it is shown.</summary>
/// <param name="NextAt">When it fires next; null while it is switched off.</param>
/// <param name="NextPeriod">What that will be about.</param>
/// <param name="Runs">The latest, newest first.</param>
/// <param name="MissingWorkflow">The workflow it needs and that is not deployed; null when all is there.</param>
public sealed record ScheduleView(
    Schedule Schedule, bool Enabled, string CalendarId, LocalText CalendarName, DateTimeOffset? NextAt, LocalText? NextPeriod, IReadOnlyList<ScheduleRun> Runs, string? MissingWorkflow);
