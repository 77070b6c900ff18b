using AfterSales.Service.Calendars;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Kpis.Sources;

/// <summary>How long requests waited for their first answer, in working hours by the calendar of the case (KPI-04).</summary>
internal sealed class FirstAnswerTimes : IKpiSource
{
    public IEnumerable<Observation> Read(KpiReading reading, Kpi kpi) => reading.CasesOf(kpi)
        .Select(one => (Case: one, First: one.First(KpiMarks.FirstAnswer)))
        .Where(one => one.First is { } first && first.At >= reading.From && first.At < reading.To)
        .Select(one => one.Case.Count(one.First!.Value, Hours(reading, one.Case, one.First.Value.At)));

    private static decimal Hours(KpiReading reading, CountedCase one, long at)
    {
        var calendar = reading.Calendars.FindOrStandard(one.Calendar);
        var (received, answered) = (Instants.FromStored(one.ReceivedAt), Instants.FromStored(at));
        // A request that was recorded late may carry an answer given before it was received.
        return answered <= received ? 0 : (decimal)WorkingTime.TimeBetween(calendar, received, answered).Ticks / TimeSpan.TicksPerHour;
    }
}

/// <summary>Verdicts on whether the problem is solved.</summary>
internal sealed class Verdicts : IKpiSource
{
    public IEnumerable<Observation> Read(KpiReading reading, Kpi kpi) =>
        reading.EventsOf(kpi, mark => mark is KpiMarks.Resolved or KpiMarks.NotResolved).Select(one => one.Case.Count(one.Event, one.Event.Event == KpiMarks.Resolved ? 1 : 0));
}

/// <summary>How often work went back.</summary>
internal sealed class Rework : IKpiSource
{
    public IEnumerable<Observation> Read(KpiReading reading, Kpi kpi) => reading.EventsOf(kpi, mark => mark == KpiMarks.Rework).Select(one => one.Case.Count(one.Event));
}

/// <summary>Cases closed with their work done, and whether some of it was done twice.</summary>
internal sealed class ReworkedCases : IKpiSource
{
    public IEnumerable<Observation> Read(KpiReading reading, Kpi kpi) => ClosedCases.EndedIn(reading, kpi).Where(one => one.IsDone)
        .Select(one => one.Count(one.ClosedAt!.Value, one.First(KpiMarks.Rework) is null ? 0 : 1, one.Credited));
}
