namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>LINT-37: somebody can do the work: each lane's role has people. Their competence is not judged here.</summary>
internal sealed class StaffingRule() : LintRule("LINT-37", LintSeverity.Information)
{
    /// <summary>Customers are reached through their case, not through a list of staff.</summary>
    private const string Customer = "customer";

    internal override IEnumerable<LintFinding> Check(LintedProcess process) => process.Lanes
        .Where(lane => process.RoleOf(lane) is { } role && role != Customer && process.Library.Staffing!.PeopleIn(role) == 0)
        .Select(lane => Finding(process, "nobody", lane, null, ("role", process.RoleOf(lane)!)));

    internal override LintText? WhyNotJudged(LintedProcess process) => process.Library.Staffing is null ? LintTexts.Get("not-judged.staffing") : null;
}
