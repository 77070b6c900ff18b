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
    private static readonly HashSet<string> Internal = [.. CaseKinds.All.Where(kind => kind.Internal).Select(kind => kind.Id)];

    private readonly Dictionary<string, List<Observation>> read = [];
    private readonly Dictionary<(string CaseNumber, int Days), DateTimeOffset> due = [];
    private CountedCases? cases;
    private List<SurveyRow>? surveys;

    /// <summary>What a source finds, earliest first, read once for indicators that differ in nothing but how they measure it.</summary>
    public List<Observation> Once(IKpiSource source, Kpi kpi)
    {
        var key = string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"{kpi.Source} {kpi.Days} {kpi.DeductPauses} {kpi.Threshold} {string.Join(',', kpi.Limits)} {string.Join(',', kpi.Kinds)}");
        if (!read.TryGetValue(key, out var found))
            read[key] = found = [.. source.Read(this, kpi).OrderBy(one => one.At)];
        return found;
    }

    /// <summary>The cases of the stretch with their events, read when the first source asks.</summary>
    public CountedCases Cases => cases ??= new CountedCases(this);

    /// <summary>The surveys that ended in the stretch.</summary>
    public List<SurveyRow> Surveys => surveys ??= Rows<SurveyRow>(
        """
        SELECT s.recorded_at AS At, s.survey_id AS SurveyId, s.case_number AS CaseNumber, s.answered AS Answered, s.score AS Score
        FROM survey_results s WHERE s.recorded_at >= @From AND s.recorded_at < @To
        """);

    /// <summary>Those of the stretch that an indicator is about.</summary>
    public IEnumerable<CountedCase> CasesOf(Kpi kpi) => Cases.All.Where(one => IsAbout(kpi, one));

    /// <summary>The events of one mark in the stretch, in the cases that an indicator is about.</summary>
    public IEnumerable<(CountedCase Case, CountedEvent Event)> EventsOf(Kpi kpi, Func<string, bool> mark) =>
        CasesOf(kpi).SelectMany(one => one.Events.Where(found => found.At >= From && found.At < To && mark(found.Event)).Select(found => (one, found)));

    /// <summary>
    /// Whether an indicator is about a case: the kinds it names, and the one kind asked for. Cases the company opens for itself
    /// are no requests of customers; they count only where an indicator or the question names their kind.
    /// </summary>
    public bool IsAbout(Kpi kpi, CountedCase one) =>
        (kpi.Kinds.Count > 0 ? kpi.Kinds.Contains(one.Kind) : Kind is not null || !Internal.Contains(one.Kind)) && (Kind is null || one.Kind == Kind);

    /// <summary>When so many working days from the receipt of a case are over, by its calendar; counted once per case.</summary>
    public DateTimeOffset DueAfter(string caseNumber, WorkingCalendar calendar, DateTimeOffset receivedAt, int days)
    {
        if (!due.TryGetValue((caseNumber, days), out var at))
            due[(caseNumber, days)] = at = WorkingTime.DaysLater(calendar, receivedAt, days);
        return at;
    }

    /// <summary>Rows of a query that may use <c>@From</c>, <c>@To</c>, <c>@FirstEnd</c>, <c>@Kind</c>.</summary>
    public List<T> Rows<T>(string sql, object? more = null)
    {
        var parameters = new DynamicParameters(more);
        parameters.AddDynamicParams(new { From, To, FirstEnd, Kind });
        return Database.List<T>(sql, parameters);
    }

    /// <summary>Rows that name a case, each with the case; those an indicator is not about are left out.</summary>
    public IEnumerable<(CountedCase Case, T Row)> OfCases<T>(Kpi kpi, List<T> rows, Func<T, string?> number)
    {
        Cases.Require(rows.Select(number).OfType<string>());
        return rows.Select(row => (Case: Cases.Find(number(row)), Row: row)).Where(one => one.Case is { } found && IsAbout(kpi, found)).Select(one => (one.Case!, one.Row));
    }
}
