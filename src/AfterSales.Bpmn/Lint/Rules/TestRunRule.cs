namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>
/// LINT-25: runs through all decision paths are on record before release. Judged only where test runs are recorded; the trace of a finding
/// holds the flows and events no run took.
/// </summary>
internal sealed class TestRunRule() : LintRule("LINT-25", LintSeverity.Warning)
{
    internal override IEnumerable<LintFinding> Check(LintedProcess process)
    {
        // What cannot run is told by other rules.
        if (process.Compiled is not { } compiled)
            yield break;
        if (process.Library.Runs!.PassedBy(process.Id) is not { } passed)
        {
            yield return Finding(process, "missing", process.Model);
            yield break;
        }
        var ways = DecisionWays.Of(compiled);
        var untaken = ways.Where(way => !passed.Contains(way.Id)).ToList();
        if (untaken.Count > 0)
            yield return Finding(process, "untaken", process.Model, null, ("count", Number(untaken.Count)), ("all", Number(ways.Count)), ("ways", Lines(untaken))) with { Trace = [.. untaken.Select(way => way.Id)] };
    }

    internal override LintText? WhyNotJudged(LintedProcess process) => process.Library.Runs is null ? LintTexts.Get("not-judged.runs") : null;

    private static LintText Number(int number)
    {
        var digits = number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new LintText(digits, string.Concat(digits.Select(digit => (char)(digit - '0' + '۰'))), digits);
    }

    private static LintText Lines(IReadOnlyList<DecisionWay> ways) => new(
        string.Concat(ways.Select(way => $"\n• {way.Name.English}")), string.Concat(ways.Select(way => $"\n• {way.Name.Persian}")), string.Concat(ways.Select(way => $"\n• {way.Name.Chinese}")));
}
