using System.Data.Common;
using AfterSales.Service.Kpis;
using AfterSales.Service.Languages;
using AfterSales.Service.Records;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Reports;

/// <summary>A field of a record form whose answers a report counts: products served, kinds of work, whose problem it was.</summary>
/// <param name="Field">The form key, such as <c>analysis.problem</c>.</param>
internal sealed record RecordTally(string RecordType, string Field, LocalText Name);

/// <summary>Counts what was written into records in the period of a report (RPT-08, RPT-11, RPT-12). An answer given in several sections counts in each.</summary>
internal static class RecordTallies
{
    /// <summary>A department does not fill more in a year; of more the newest are counted.</summary>
    private const int MostSections = 50_000;

    /// <summary>Answers of free text would be a list, not a statistic: at most so many are told apart.</summary>
    private const int MostParts = 20;

    private static readonly LocalText Definition = new(
        "Counted in the records filled in the period.", "شمارش در سوابقی که در دوره پر شده‌اند.", "按本期填写的记录统计。");

    public static IReadOnlyList<KpiBreakdown> Read(DbConnection db, IReadOnlyList<RecordTally> wanted, long from, long to)
    {
        if (wanted.Count == 0)
            return [];
        var counts = wanted.ToDictionary(tally => tally, _ => new Dictionary<string, (LocalText Name, int Count)>(StringComparer.Ordinal));
        foreach (var (type, fields) in RecordTable.FilledBetween(db, [.. wanted.Select(tally => tally.RecordType).Distinct()], from, to, MostSections))
            foreach (var tally in wanted.Where(tally => tally.RecordType == type))
                foreach (var value in fields.Where(field => field.Key == tally.Field).SelectMany(field => field.Values).Where(value => value.English.Length > 0))
                    counts[tally][value.English] = (value, counts[tally].GetValueOrDefault(value.English).Count + 1);
        return [.. wanted.Select(tally => new KpiBreakdown(
            $"{tally.RecordType}.{tally.Field}", tally.Name, Definition,
            [.. counts[tally].OrderByDescending(part => part.Value.Count).ThenBy(part => part.Key, StringComparer.Ordinal).Take(MostParts)
                .Select(part => new KpiPart(part.Key, part.Value.Name, part.Value.Count, []))])).Where(breakdown => breakdown.Parts.Count > 0)];
    }

    /// <summary>Corrective actions opened in the period by what became of them (RPT-12: improvement measures).</summary>
    public static KpiBreakdown Improvements(DbConnection db, long from, long to)
    {
        var rows = db.List<(string State, long Count)>(
            "SELECT state, count(*) FROM corrective_actions WHERE opened_at >= @from AND opened_at < @to GROUP BY state", new { from, to });
        return new("improvements",
            new("Improvement measures", "اقدام‌های بهبود", "改进措施"),
            new("Corrective actions opened in the period, by how they stand now.", "اقدام‌های اصلاحی گشوده‌شده در دوره، بر پایه وضعیت کنونی.", "本期立项的纠正措施按当前状态统计。"),
            [.. CorrectiveActions.CorrectiveActionStates.All.Select(state => new KpiPart(
                state, LocalText.Of("correctiveAction.state." + state), (int)rows.Where(row => row.State == state).Sum(row => row.Count), []))]);
    }
}
