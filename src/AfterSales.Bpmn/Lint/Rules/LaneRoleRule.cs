namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>LINT-35: duties are functions: a lane names a role of the catalogue, not a person.</summary>
internal sealed class LaneRoleRule() : LintRule("LINT-35", LintSeverity.Error)
{
    internal override IEnumerable<LintFinding> Check(LintedProcess process)
    {
        foreach (var lane in process.Lanes)
        {
            var role = process.RoleOf(lane);
            // An outer lane may leave its role to the lanes inside of it.
            if (role is null && lane.Children.Count == 0)
                yield return Finding(process, "missing", lane, SetProperty(lane, "role"));
            else if (role is not null && role.Contains('@', StringComparison.Ordinal))
                yield return Finding(process, "person", lane, SetProperty(lane, "role"), ("role", role));
            else if (role is not null && process.Library.Roles is { } roles && roles.NameOf(role) is null)
                yield return Finding(process, "unknown", lane, SetProperty(lane, "role"), ("role", role));
        }
    }
}
