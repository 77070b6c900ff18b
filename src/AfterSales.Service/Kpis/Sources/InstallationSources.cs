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
        var accepted = reading.Rows<EventRow>(kpi,
            $"""
            SELECT {EventRow.Columns} FROM kpi_event e JOIN cases c ON c.case_number = e.case_number
            WHERE e.event = @Event AND e.happened_at >= @From AND e.happened_at < @To AND {reading.Kinds(kpi)}
              AND NOT EXISTS (SELECT 1 FROM kpi_event f WHERE f.case_number = e.case_number AND f.event = e.event
                              AND (f.happened_at < e.happened_at OR (f.happened_at = e.happened_at AND f.event_key < e.event_key)))
            """, new { Event = KpiMarks.Accepted });
        var pauses = kpi.DeductPauses ? Pauses(reading, accepted) : Array.Empty<PauseRow>().ToLookup(pause => pause.CaseNumber);
        return accepted.Select(row => row.Count(IsInTime(reading, kpi, row, pauses[row.CaseNumber]) ? 1 : 0));
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

    private static bool IsInTime(KpiReading reading, Kpi kpi, EventRow row, IEnumerable<PauseRow> pauses)
    {
        var at = Instants.FromStored(row.At);
        var (calendar, received) = (reading.Calendars.FindOrStandard(row.Calendar), Instants.FromStored(row.ReceivedAt));
        return at <= reading.DueAfter(row.CaseNumber, calendar, received, kpi.Days) || (pauses.Any() && at <= DueWithPauses(calendar, received, at, kpi.Days, pauses));
    }

    private static ILookup<string, PauseRow> Pauses(KpiReading reading, List<EventRow> accepted) => accepted.Select(row => row.CaseNumber).Chunk(500)
        .SelectMany(numbers => PauseTable.OfCases(reading.Database, null, numbers))
        .ToLookup(pause => pause.CaseNumber);
}

/// <summary>Installations from the moment their working days are over until they are accepted or closed.</summary>
internal sealed class LateOpenInstallations : IKpiSource
{
    public IEnumerable<Observation> Read(KpiReading reading, Kpi kpi)
    {
        foreach (var row in reading.Rows<CountedRow>(kpi, OpenInstallations(reading, kpi), new { Event = KpiMarks.Accepted }))
        {
            var calendar = reading.Calendars.FindOrStandard(row.Calendar);
            var due = reading.DueAfter(row.CaseNumber, calendar, Instants.FromStored(row.At), kpi.Days).ToStored();
            if (due < reading.To && (row.Until is null || due < row.Until))
                yield return row.Count() with { At = due + 1 };
        }
    }

    private static string OpenInstallations(KpiReading reading, Kpi kpi)
    {
        const string accepted = "(SELECT min(e.happened_at) FROM kpi_event e WHERE e.case_number = c.case_number AND e.event = @Event)";
        return $"""
            SELECT c.received_at AS At, coalesce({accepted}, c.closed_at) AS Until, {CountedRow.OfCase}, NULL AS Person
            FROM cases c WHERE c.received_at < @To AND (c.closed_at IS NULL OR c.closed_at >= @FirstEnd) AND {reading.Kinds(kpi)}
              AND coalesce({accepted}, @FirstEnd) >= @FirstEnd
            """;
    }
}
