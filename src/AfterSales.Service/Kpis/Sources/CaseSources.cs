namespace AfterSales.Service.Kpis.Sources;

/// <summary>Requests received in the period.</summary>
internal sealed class ReceivedCases : IKpiSource
{
    public IEnumerable<Observation> Read(KpiReading reading, Kpi kpi) =>
        reading.CasesOf(kpi).Where(one => one.ReceivedAt >= reading.From && one.ReceivedAt < reading.To).Select(one => one.Count(one.ReceivedAt, person: one.Credited));
}

/// <summary>Cases that ended in the period.</summary>
internal sealed class ClosedCases : IKpiSource
{
    public IEnumerable<Observation> Read(KpiReading reading, Kpi kpi) => EndedIn(reading, kpi).Select(one => one.Count(one.ClosedAt!.Value, person: one.Credited));

    public static IEnumerable<CountedCase> EndedIn(KpiReading reading, Kpi kpi) =>
        reading.CasesOf(kpi).Where(one => one.ClosedAt >= reading.From && one.ClosedAt < reading.To);
}

/// <summary>Cases that were open at some end of a period.</summary>
internal sealed class OpenCases : IKpiSource
{
    public IEnumerable<Observation> Read(KpiReading reading, Kpi kpi) =>
        reading.CasesOf(kpi).Where(one => one.ReceivedAt < reading.To && (one.ClosedAt is null || one.ClosedAt >= reading.FirstEnd)).Select(one => one.Count(one.ReceivedAt, until: one.ClosedAt));
}

/// <summary>Open cases from the moment a limit or task of theirs was missed until that was done. A case is one, however much of it is late.</summary>
internal sealed class OverdueCases : IKpiSource
{
    public IEnumerable<Observation> Read(KpiReading reading, Kpi kpi)
    {
        // Cases that were closed before the first end stand nowhere: none has to be read for these rows.
        foreach (var row in reading.Rows<(string CaseNumber, long DueAt, long? EndedAt)>(
            "SELECT b.case_number, b.due_at, b.ended_at FROM deadline_breach b WHERE b.due_at < @To AND (b.ended_at IS NULL OR b.ended_at >= @FirstEnd) AND b.case_number IS NOT NULL"))
            if (reading.Cases.Find(row.CaseNumber) is { } late && (late.ClosedAt is null || late.ClosedAt >= reading.FirstEnd) && reading.IsAbout(kpi, late))
                yield return late.Count(row.DueAt, until: Math.Min(row.EndedAt ?? long.MaxValue, late.ClosedAt ?? long.MaxValue));
    }
}
