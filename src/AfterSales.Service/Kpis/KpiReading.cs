using System.Data.Common;
using AfterSales.Service.Calendars;
using AfterSales.Service.Cases;
using AfterSales.Service.Storage;
using Dapper;

namespace AfterSales.Service.Kpis;

/// <summary>One look into the database: the connection and the stretch of time that is asked about.</summary>
/// <param name="From">Unix milliseconds, included.</param>
/// <param name="To">Unix milliseconds, excluded; never later than now.</param>
/// <param name="FirstEnd">The end of the first period: what ended before it stands in no period.</param>
internal sealed record KpiReading(DbConnection Database, CalendarRegistry Calendars, long From, long To, long FirstEnd, string? Kind)
{
    private static readonly string[] Internal = [.. CaseKinds.All.Where(kind => kind.Internal).Select(kind => kind.Id), ""];

    private readonly Dictionary<string, List<Observation>> read = [];
    private readonly Dictionary<(string CaseNumber, int Days), DateTimeOffset> due = [];
    private readonly Dictionary<string, object> shared = [];

    /// <summary>What a source finds, earliest first, read once for indicators that differ in nothing but how they measure it.</summary>
    public List<Observation> Once(IKpiSource source, Kpi kpi)
    {
        var key = string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"{kpi.Source} {kpi.Days} {kpi.DeductPauses} {kpi.Threshold} {string.Join(',', kpi.Limits)} {string.Join(',', kpi.Kinds)}");
        if (!read.TryGetValue(key, out var found))
            read[key] = found = [.. source.Read(this, kpi).OrderBy(one => one.At)];
        return found;
    }

    /// <summary>Rows that several sources look at in their own way, read once for each choice of kinds.</summary>
    public List<T> Shared<T>(Kpi kpi, Func<List<T>> read)
    {
        var key = $"{typeof(T).Name} {string.Join(',', kpi.Kinds)}";
        if (!shared.TryGetValue(key, out var rows))
            shared[key] = rows = read();
        return (List<T>)rows;
    }

    /// <summary>When so many working days from the receipt of a case are over, by its calendar; counted once per case.</summary>
    public DateTimeOffset DueAfter(string caseNumber, WorkingCalendar calendar, DateTimeOffset receivedAt, int days)
    {
        if (!due.TryGetValue((caseNumber, days), out var at))
            due[(caseNumber, days)] = at = WorkingTime.DaysLater(calendar, receivedAt, days);
        return at;
    }

    /// <summary>
    /// The condition on cases <c>c</c>: the kinds an indicator is about, and the one kind asked for. Cases the company opens for itself
    /// are no requests of customers; they count only where an indicator or the question names their kind.
    /// </summary>
    public string Kinds(Kpi kpi) =>
        (kpi.Kinds.Count > 0 ? "c.kind IN @KpiKinds" : Kind is null ? "c.kind NOT IN @Internal" : "1 = 1") + (Kind is null ? "" : " AND c.kind = @Kind");

    /// <summary>Rows of a query that may use <c>@From</c>, <c>@To</c>, <c>@FirstEnd</c>, <c>@KpiKinds</c>, <c>@Kind</c>, <c>@Internal</c>.</summary>
    public List<T> Rows<T>(Kpi kpi, string sql, object? more = null)
    {
        var parameters = new DynamicParameters(more);
        parameters.AddDynamicParams(new { From, To, FirstEnd, KpiKinds = kpi.Kinds, Kind, Internal });
        return Database.List<T>(sql, parameters);
    }
}
