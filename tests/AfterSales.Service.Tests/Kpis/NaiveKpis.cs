using AfterSales.Service.Calendars;
using AfterSales.Service.Tests.Calendars;
using static AfterSales.Service.Tests.Kpis.KpiHistory;

namespace AfterSales.Service.Tests.Kpis;

/// <summary>
/// The indicators the slow way, case by case off the history, minute by minute off the calendar: written from the definitions alone, without
/// SQL and without any of the product's arithmetic. Answers (numerator or value, denominator).
/// </summary>
internal sealed class NaiveKpis(KpiHistory history, DateTimeOffset now)
{
    private readonly Dictionary<string, NaiveCalendar> calendars =
        new CalendarRegistry().All.ToDictionary(calendar => calendar.Id, calendar => new NaiveCalendar(calendar));

    public (decimal Figure, int Of) Of(string kpi, DateTimeOffset from, DateTimeOffset to, Func<string?, string?, string, bool>? group = null)
    {
        bool In(DateTimeOffset? at) => at >= from && at < to && at <= now;
        // What stands at the end of a period that is not over is what stands now.
        var end = to > now ? now.AddMilliseconds(1) : to;
        // Of a group: the person, the role and the kind of what is counted.
        bool G(string? person, string? role, OneCase one) => group is null || group(person, role, one.Kind);
        switch (kpi)
        {
            case "received":
                return Sum(history.Cases.Count(one => In(one.ReceivedAt) && G(Credit(one), one.Owner, one)));
            case "closed":
                return Sum(history.Cases.Count(one => In(one.ClosedAt) && G(Credit(one), one.Owner, one)));
            case "backlog":
                return Sum(history.Cases.Count(one => one.ReceivedAt < end && !(one.ClosedAt < end) && G(null, one.Owner, one)));
            case "backlog-overdue":
                return Sum(history.Cases.Count(one => !(one.ClosedAt < end) && G(null, one.Owner, one)
                    && one.Limits.Any(limit => limit.DueAt < end && limit.IsMissed(now) && !(limit.EndedAt < end))));
            case "rework-count":
                return Sum(Happened("rework").Count(h => In(h.Event.At) && G(h.Event.Person, h.Event.Role ?? h.Case.Owner, h.Case)));
            case "rework":
                var finished = history.Cases.Where(one => In(one.ClosedAt) && one.Status == "closed" && G(Credit(one), one.Owner, one)).ToList();
                return (finished.Count(one => one.Events.Any(e => e.Name == "rework")), finished.Count);
            case "tasks-on-time":
                var tasks = history.Cases.SelectMany(one => one.Limits.Where(limit => limit.IsTask && limit.EndedAs == "completed" && In(limit.EndedAt)
                    && !limit.DoneBy!.StartsWith("customer:", StringComparison.Ordinal) && G(limit.DoneBy, limit.Role ?? one.Owner, one))).ToList();
                return (tasks.Count(task => !task.IsMissed(now)), tasks.Count);
            case "first-answer-in-time":
                var limits = history.Cases.SelectMany(one => one.Limits.Where(limit => limit.LimitId == "SLA-02").Select(limit => (Case: one, Limit: limit)))
                    .Where(l => G(First(l.Case, "first-answer")?.Person, l.Case.Owner, l.Case)).Select(l => l.Limit).ToList();
                var kept = limits.Count(limit => !limit.IsMissed(now) && limit.EndedAs == "completed" && In(limit.EndedAt));
                return (kept, kept + limits.Count(limit => limit.IsMissed(now) && In(limit.DueAt)));
            case "first-answer-median" or "first-answer-p90":
                return Waited(kpi, history.Cases.Where(one => First(one, "first-answer") is { } first && In(first.At) && G(first.Person, first.Role ?? one.Owner, one)));
            case "resolution":
                var verdicts = history.Cases
                    .Select(one => (Case: one, Last: one.Events.Where(e => e.Name is "resolved" or "not-resolved" && In(e.At) && G(e.Person, e.Role ?? one.Owner, one)).MaxBy(e => e.At)))
                    .Where(v => v.Last is not null).ToList();
                return (verdicts.Count(v => v.Last!.Name == "resolved"), verdicts.Count);
            case "installation-7-days" or "installation-7-days-net":
                var accepted = history.Cases.Where(one => one.Kind == "installation" && First(one, "accepted") is { } first && In(first.At)
                    && G(first.Person, first.Role ?? one.Owner, one)).ToList();
                return (accepted.Count(one => First(one, "accepted")!.At <= Due(one, kpi == "installation-7-days-net")), accepted.Count);
            case "installation-late-open":
                return Sum(history.Cases.Count(one => one.Kind == "installation" && G(null, one.Owner, one) && Due(one, false) < end
                    && !((First(one, "accepted")?.At ?? one.ClosedAt) < end)));
            default:
                return Surveyed(kpi, [.. history.Surveys.Where(survey => In(survey.At) && (group is null || CaseOf(survey) is { } one && G(Credit(one), one.Owner, one)))]);
        }
    }

    private static (decimal, int) Surveyed(string kpi, List<Survey> surveys)
    {
        var answered = surveys.Where(survey => survey.Answered).ToList();
        return kpi switch
        {
            "satisfaction" => (answered.Sum(survey => (decimal)survey.Score!.Value), answered.Count),
            "survey-good-forms" => (answered.Count(survey => survey.Score >= 70), answered.Count),
            _ => (answered.Count, surveys.Count),
        };
    }

    private (decimal, int) Waited(string kpi, IEnumerable<OneCase> cases)
    {
        var hours = cases.Select(one => calendars[one.Calendar].MinutesBetween(one.ReceivedAt, First(one, "first-answer")!.At) / 60m).Order().ToArray();
        if (hours.Length == 0)
            return (0, 0);
        if (kpi == "first-answer-median")
            return ((hours[(hours.Length - 1) / 2] + hours[hours.Length / 2]) / 2, hours.Length);
        return (hours.First(h => 10 * hours.Count(other => other <= h) >= 9 * hours.Length), hours.Length);
    }

    private DateTimeOffset Due(OneCase one, bool net)
    {
        var calendar = calendars[one.Calendar];
        var due = calendar.AddDays(one.ReceivedAt, 7);
        if (!net)
            return due;
        var until = First(one, "accepted")!.At;
        var pauses = new List<(DateTimeOffset From, DateTimeOffset To)>();
        foreach (var (from, to) in one.Pauses.OrderBy(pause => pause.From))
        {
            if (from >= until)
                continue;
            var end = to is { } ended && ended <= until ? ended : until;
            if (pauses.Count > 0 && from <= pauses[^1].To)
                pauses[^1] = (pauses[^1].From, end > pauses[^1].To ? end : pauses[^1].To);
            else
                pauses.Add((from, end));
        }
        foreach (var (from, to) in pauses)
            if (from < due)
                due = Later(calendar, due, from, to);
        return due;
    }

    /// <summary>The due time a pause later: by the most working days that fit into the pause, and the minutes beyond them.</summary>
    private static DateTimeOffset Later(NaiveCalendar calendar, DateTimeOffset due, DateTimeOffset from, DateTimeOffset to)
    {
        var (days, reached) = (0, calendar.NextMoment(from));
        while (calendar.AddDays(from, days + 1) is var next && next <= to)
            (days, reached) = (days + 1, next);
        var minutes = reached < to ? calendar.MinutesBetween(reached, to) : 0;
        return calendar.AddMinutes(days == 0 ? due : calendar.AddDays(due, days), minutes);
    }

    private IEnumerable<(OneCase Case, Event Event)> Happened(string name) =>
        history.Cases.SelectMany(one => one.Events.Where(e => e.Name == name).Select(e => (one, e)));

    private OneCase? CaseOf(Survey survey) => history.Cases.FirstOrDefault(one => one.Number == survey.CaseNumber);

    private static Event? First(OneCase one, string name) => one.Events.Where(e => e.Name == name).MinBy(e => e.At);

    private static string? Credit(OneCase one) => one.Events.Where(e => e.Name is "resolved" or "accepted").MaxBy(e => e.At)?.Person;

    private static (decimal, int) Sum(int count) => (count, count);
}
