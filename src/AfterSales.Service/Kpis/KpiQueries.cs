using System.Data.Common;
using AfterSales.Engine;
using AfterSales.Service.Calendars;
using AfterSales.Service.Cases;
using AfterSales.Service.Kpis.Sources;
using AfterSales.Service.Languages;
using AfterSales.Service.People;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Kpis;

/// <summary>
/// Computes the indicators from what is stored (KPI-01 to KPI-06): nothing is summed up beforehand, so a figure always agrees with the
/// cases it is made of. Safe to share between threads.
/// </summary>
public sealed class KpiQueries(ProcessEngine engine, CalendarRegistry calendars, People.Directory people, KpiCatalog catalog)
{
    private static readonly LocalText Nobody = new("Not assigned", "بدون مسئول", "未归属");

    /// <summary>The figures of a question without a <see cref="KpiQuestion.Problem"/>.</summary>
    /// <exception cref="ArgumentException">The question has a problem.</exception>
    public Task<KpiReport> ReadAsync(KpiQuestion question, CancellationToken ct = default)
    {
        if (question.Problem() is { } problem)
            throw new ArgumentException($"The range cannot be answered: {problem}.", nameof(question));
        // Cut to milliseconds as everything stored is: what happened at this very moment belongs to it.
        var now = DateTimeOffset.FromUnixTimeMilliseconds(engine.Clock.GetUtcNow().ToUnixTimeMilliseconds());
        return engine.ReadAsync(db => Read(db, question, now), ct);
    }

    /// <summary>
    /// What a figure is made of, case by case: the first indicator of the question over its whole range, of one group where
    /// <paramref name="groupId"/> names one of <see cref="KpiQuestion.Group"/>. What misses comes first, then the latest.
    /// </summary>
    /// <exception cref="ArgumentException">The question has a problem, or names no indicator there is.</exception>
    public Task<KpiCases> BehindAsync(KpiQuestion question, string? groupId, CancellationToken ct = default)
    {
        if (question.Problem() is { } problem)
            throw new ArgumentException($"The range cannot be answered: {problem}.", nameof(question));
        var kpi = catalog.Find(question.Kpis is [var first, ..] ? first : null) ?? throw new ArgumentException("The question names no indicator.", nameof(question));
        var now = DateTimeOffset.FromUnixTimeMilliseconds(engine.Clock.GetUtcNow().ToUnixTimeMilliseconds());
        return engine.ReadAsync(db => Behind(db, kpi, question, groupId, now), ct);
    }

    private KpiCases Behind(DbConnection db, Kpi kpi, KpiQuestion question, string? groupId, DateTimeOffset now)
    {
        var period = KpiPeriods.Of(question.From, question.To, KpiBy.Whole, question.Solar, question.Zone, now)[0];
        var (from, to) = (period.From.ToStored(), Math.Min(period.To.ToStored(), now.ToStored() + 1));
        var reading = new KpiReading(db, calendars, from, to, from, question.Kind);
        var all = reading.Once(KpiSources.All[kpi.Source], kpi);
        if (question.Group is { } by && groupId is not null)
            all = [.. all.Where(one => KeyOf(one, by) == groupId)];
        var counted = KpiTally.Counted(kpi, all, from, to).ToList();
        var cases = KpiCaseTable.Find(db, counted.Select(one => one.CaseNumber));
        return new(kpi, period, KpiTally.Of(kpi, all, from, to),
        [
            .. counted.OrderBy(one => kpi.LessIsBetter ? -one.Numerator : one.Numerator).ThenByDescending(one => one.At)
                .Select(one => new KpiCase(
                    one.CaseNumber, cases.GetValueOrDefault(one.CaseNumber), Instants.FromStored(one.At), one.Numerator,
                    one.Person is { } person ? people.ById(person)?.Name ?? new LocalText(person) : null,
                    one.Role is { } role ? RoleCatalog.Default.NameOf(role) : null)),
        ]);
    }

    private KpiReport Read(DbConnection db, KpiQuestion question, DateTimeOffset now)
    {
        var periods = KpiPeriods.Of(question.From, question.To, question.By, question.Solar, question.Zone, now);
        var borders = periods.Select(period => (From: period.From.ToStored(), To: Math.Min(period.To.ToStored(), now.ToStored() + 1))).ToList();
        var reading = new KpiReading(db, calendars, borders[0].From, borders[^1].To, borders[0].To, question.Kind);
        var wanted = catalog.All.Where(kpi => question.Kpis.Count == 0 || question.Kpis.Contains(kpi.Id));
        return new KpiReport
        {
            Question = question,
            AsOf = now,
            Periods = periods,
            Kpis = [.. wanted.Select(kpi => Series(kpi, reading, borders, question.Group))],
            Breakdowns = question.Kpis.Count == 0 ? KpiBreakdowns.Read(reading, borders) : [],
        };
    }

    private KpiSeries Series(Kpi kpi, KpiReading reading, List<(long From, long To)> borders, KpiGroup? group)
    {
        var all = reading.Once(KpiSources.All[kpi.Source], kpi);
        var (total, values) = Values(kpi, all, borders);
        if (group is not { } by)
            return new(kpi, total, values, []);
        var groups = all.ToLookup(one => KeyOf(one, by))
            .Select(same =>
            {
                var (sum, parts) = Values(kpi, [.. same], borders);
                return new KpiGroupSeries(same.Key, NameOf(same.Key, by), sum, parts);
            })
            .OrderBy(one => one.Id is null).ThenByDescending(one => one.Total.Denominator).ThenBy(one => one.Id, StringComparer.Ordinal);
        return new(kpi, total, values, [.. groups]);
    }

    private static (KpiValue Total, IReadOnlyList<KpiValue> Periods) Values(Kpi kpi, List<Observation> all, List<(long From, long To)> borders) => (
        KpiTally.Of(kpi, all, borders[0].From, borders[^1].To),
        // A period that has not begun has no figure at all, not even zero.
        [.. borders.Select(border => border.To > border.From ? KpiTally.Of(kpi, all, border.From, border.To) : new KpiValue(null, null, 0, null, false))]);

    private static string? KeyOf(Observation one, KpiGroup by) => by switch
    {
        KpiGroup.Role => one.Role,
        KpiGroup.Person => one.Person,
        KpiGroup.Kind => one.Kind,
        _ => one.Calendar,
    };

    private LocalText NameOf(string? id, KpiGroup by) => id is null ? Nobody : by switch
    {
        KpiGroup.Role => RoleCatalog.Default.NameOf(id),
        KpiGroup.Person => people.ById(id)?.Name ?? new LocalText(id),
        KpiGroup.Kind => CaseKinds.Find(id)?.Name ?? new LocalText(id),
        _ => calendars.Find(id)?.Name ?? new LocalText(id),
    };
}
