namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>LINT-38: departments have one name: that of the role catalogue or an alias; without a catalogue, the name other workflows use.</summary>
internal sealed class UniformNamesRule() : LintRule("LINT-38", LintSeverity.Warning)
{
    internal override IEnumerable<LintFinding> Check(LintedProcess process)
    {
        foreach (var lane in process.Lanes)
        {
            if (process.RoleOf(lane) is not { } role || string.IsNullOrWhiteSpace(lane.Name))
                continue;
            var given = process.NameOf(lane);
            if (process.Library.Roles is { } roles)
            {
                if (roles.NameOf(role) is { } canonical && !(roles.IsNameOf(role, given.English) && roles.IsNameOf(role, given.Persian) && roles.IsNameOf(role, given.Chinese)))
                    yield return Finding(process, "other-name", lane, Rename(lane.Id, canonical), ("role", role), ("name", canonical));
            }
            else if (process.Others.SelectMany(other => other.Lanes.Where(theirs => other.RoleOf(theirs) == role).Select(other.NameOf))
                .FirstOrDefault(name => name.English != given.English) is { } used)
                yield return Finding(process, "other-name", lane, Rename(lane.Id, used), ("role", role), ("name", used));
        }
    }

    private static LintFix Rename(string laneId, LintText name) => new("rename", LintTexts.Get("fix.rename", ("name", name)),
    [
        new LintEdit(LintEditAction.SetAttribute, laneId, "name", name.English),
        new LintEdit(LintEditAction.SetProperty, laneId, "name.fa", name.Persian),
        new LintEdit(LintEditAction.SetProperty, laneId, "name.zh", name.Chinese),
    ]);
}
