using System.Data.Common;
using AfterSales.Engine.Storage;
using AfterSales.Service.Calendars;

namespace AfterSales.Service.Deadlines;

/// <summary>The deadline clocks, read at the moment of the question. Safe to share between threads.</summary>
public sealed class DeadlineQueries(IDbConnectionFactory database, CalendarRegistry calendars, TimeProvider clock)
{
    /// <summary>The clocks of a case: its limits first, then the due times of its tasks, each in the order of their start. Empty for an unknown case.</summary>
    public IReadOnlyList<DeadlineClockView> ForCase(string caseNumber)
    {
        using var db = database.OpenRead();
        var pauses = PauseTable.OfCase(db, null, caseNumber);
        return [.. DeadlineTable.OfCase(db, null, caseNumber).OrderBy(limit => limit.IsTask).ThenBy(limit => limit.Key).Select(limit => Read(limit, pauses))];
    }

    /// <summary>The clock of a user task, or null when it has no due time.</summary>
    public DeadlineClockView? ForTask(long userTaskKey) => ForTasks([userTaskKey]).GetValueOrDefault(userTaskKey);

    /// <summary>The clocks of many user tasks by their keys; tasks without a due time are missing.</summary>
    public IReadOnlyDictionary<long, DeadlineClockView> ForTasks(IReadOnlyCollection<long> userTaskKeys)
    {
        if (userTaskKeys.Count == 0)
            return new Dictionary<long, DeadlineClockView>();
        using var db = database.OpenRead();
        var limits = userTaskKeys.Chunk(500).SelectMany(keys => DeadlineTable.BySources(db, keys)).Where(limit => limit.IsTask).ToList();
        var pauses = PausesOf(db, limits);
        return limits.ToDictionary(limit => limit.SourceKey, limit => Read(limit, limit.CaseNumber is { } number ? pauses[number] : []));
    }

    /// <summary>The breaches of a case, earliest first.</summary>
    public IReadOnlyList<DeadlineBreach> Breaches(string caseNumber)
    {
        using var db = database.OpenRead();
        return BreachTable.OfCase(db, caseNumber);
    }

    /// <summary>The breaches whose due time lies in a period, for reports.</summary>
    public IReadOnlyList<DeadlineBreach> Breaches(DateTimeOffset from, DateTimeOffset to)
    {
        using var db = database.OpenRead();
        return BreachTable.Between(db, from, to);
    }

    private DeadlineClockView Read(DeadlineRow limit, IEnumerable<PauseRow> pauses) =>
        ClockReading.Read(limit, pauses, calendars.FindOrStandard(limit.CalendarId), clock.GetUtcNow());

    private static ILookup<string, PauseRow> PausesOf(DbConnection db, List<DeadlineRow> limits) =>
        limits.Select(limit => limit.CaseNumber).OfType<string>().Distinct().Chunk(500)
            .SelectMany(numbers => PauseTable.OfCases(db, null, numbers))
            .ToLookup(pause => pause.CaseNumber);
}
