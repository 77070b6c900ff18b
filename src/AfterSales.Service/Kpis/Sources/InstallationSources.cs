using AfterSales.Service.Calendars;
using AfterSales.Service.Deadlines;
using AfterSales.Service.Languages;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Kpis.Sources;

/// <summary>
/// KPI-01: installations accepted in the period, and whether within their working days from the receipt of the request (OPN-02, OPN-03).
/// The due time is that of <c>add working days(case.receivedAt, n)</c>, so that the share and the clock of the case never disagree.
/// </summary>
internal sealed class Installations : IKpiSource
{
    public IEnumerable<Observation> Read(KpiReading reading, Kpi kpi)
    {
        var accepted = reading.CasesOf(kpi).Select(one => (Case: one, First: one.First(KpiMarks.Accepted)))
            .Where(one => one.First is { } first && first.At >= reading.From && first.At < reading.To)
            .Select(one => (one.Case, Event: one.First!.Value, InTime: Instants.FromStored(one.First.Value.At) <= Due(reading, kpi, one.Case)))
            .ToList();
        // Only what is late without deducting can be in time with it.
        var pauses = kpi.DeductPauses ? Pauses(reading, accepted.Where(one => !one.InTime).Select(one => one.Case.Number)) : Array.Empty<PauseRow>().ToLookup(pause => pause.CaseNumber);
        return accepted.Select(one => one.Case.Count(one.Event, one.InTime || IsInTimeWith(pauses[one.Case.Number], reading, kpi, one.Case, one.Event.At) ? 1 : 0));
    }

    /// <summary>When an installation has to be accepted, the pauses of its case deducted.</summary>
    private static DateTimeOffset DueWithPauses(WorkingCalendar calendar, DateTimeOffset receivedAt, DateTimeOffset until, int days, IEnumerable<PauseRow> pauses)
    {
        var calculation = WorkingTime.AddDays(calendar, receivedAt, days);
        // The ledger's own arithmetic: a limit as the clock of the case would have it.
        var limit = new DeadlineRow
        {
            Key = 0, ProcessInstanceKey = 0, ElementInstanceKey = 0, ElementId = "", IsTask = false, SourceKey = 0, Name = Nameless, CalendarId = calendar.Id,
            StartedAt = receivedAt, DueAt = calculation.Result, AppliedDueAt = calculation.Result, DeductsPauses = true, EndedAt = until,
            Receipt = new DeadlineReceipt
            {
                Event = Nameless, From = receivedAt, DueAt = calculation.Result, Calculation = calculation, ZoneId = calendar.Zone.Id, CalendarId = calendar.Id,
            },
        };
        return PauseDeduction.Move(limit, calendar, calculation.Result, PauseDeduction.Within(limit, pauses, calendar, until));
    }

    private static readonly LocalText Nameless = new("");

    private static bool IsInTimeWith(IEnumerable<PauseRow> pauses, KpiReading reading, Kpi kpi, CountedCase one, long acceptedAt)
    {
        var at = Instants.FromStored(acceptedAt);
        return pauses.Any() && at <= DueWithPauses(reading.Calendars.FindOrStandard(one.Calendar), Instants.FromStored(one.ReceivedAt), at, kpi.Days, pauses);
    }

    public static DateTimeOffset Due(KpiReading reading, Kpi kpi, CountedCase one) =>
        reading.DueAfter(one.Number, reading.Calendars.FindOrStandard(one.Calendar), Instants.FromStored(one.ReceivedAt), kpi.Days);

    private static ILookup<string, PauseRow> Pauses(KpiReading reading, IEnumerable<string> numbers) => numbers.Chunk(500)
        .SelectMany(chunk => PauseTable.OfCases(reading.Database, null, chunk))
        .ToLookup(pause => pause.CaseNumber);
}

/// <summary>Installations from the moment their working days are over until they are accepted or closed.</summary>
internal sealed class LateOpenInstallations : IKpiSource
{
    public IEnumerable<Observation> Read(KpiReading reading, Kpi kpi)
    {
        foreach (var one in reading.CasesOf(kpi).Where(one => one.ReceivedAt < reading.To && (one.ClosedAt is null || one.ClosedAt >= reading.FirstEnd)))
        {
            var accepted = one.First(KpiMarks.Accepted)?.At;
            if (accepted < reading.FirstEnd)
                continue;
            var (due, until) = (Installations.Due(reading, kpi, one).ToStored(), accepted ?? one.ClosedAt);
            if (due < reading.To && (until is null || due < until))
                yield return one.Count(due + 1, until: until);
        }
    }
}
