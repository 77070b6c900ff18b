namespace AfterSales.Service.Kpis;

/// <summary>Finds what an indicator counts. Its queries are bounded by the period through an index.</summary>
internal interface IKpiSource
{
    IEnumerable<Observation> Read(KpiReading reading, Kpi kpi);
}
