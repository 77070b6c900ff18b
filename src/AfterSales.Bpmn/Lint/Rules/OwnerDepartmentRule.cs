namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>LINT-36: the department first responsible for the flow is named and drawn.</summary>
internal sealed class OwnerDepartmentRule() : LintRule("LINT-36", LintSeverity.Error)
{
    internal override IEnumerable<LintFinding> Check(LintedProcess process)
    {
        var owner = process.Property(process.Model, "ownerDepartment");
        var roles = process.Lanes.Select(process.RoleOf).OfType<string>().ToList();
        if (owner is null)
            yield return Finding(process, "missing", process.Model, SetProperty(process.Model, "ownerDepartment", roles.Count == 1 ? roles[0] : null));
        else if (!roles.Contains(owner))
            yield return Finding(process, "no-lane", process.Model, SetProperty(process.Model, "ownerDepartment", roles.Count == 1 ? roles[0] : null),
                ("owner", process.Library.Roles?.NameOf(owner) ?? owner), ("roles", string.Join(", ", roles)));
    }
}
