using AfterSales.Bpmn.Lint;

namespace AfterSales.Service.Lint;

/// <summary>Who works in which role (LINT-37).</summary>
internal sealed class Staffing(People.Directory people) : ILintStaffing
{
    public int PeopleIn(string roleId) => people.InGroup(roleId).Count;
}
