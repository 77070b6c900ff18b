using AfterSales.Bpmn.Lint;
using AfterSales.Service.People;

namespace AfterSales.Service.Lint;

/// <summary>The role catalogue as the rules ask for it (LINT-34, LINT-35, LINT-38).</summary>
internal sealed class RoleNames(RoleCatalog catalog) : ILintRoles
{
    public LintText? NameOf(string roleId) => catalog.Find(roleId) is { Name: var name }
        ? new LintText(name.English, name.Persian ?? name.English, name.Chinese ?? name.English)
        : null;

    public bool IsNameOf(string roleId, string name) => catalog.Find(roleId) is { } role
        && new[] { role.Name.English, role.Name.Persian, role.Name.Chinese }.Concat(role.Aliases).Contains(name.Trim(), StringComparer.OrdinalIgnoreCase);
}
