using AfterSales.Service.People;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.People;

public sealed class RoleCatalogTests
{
    [Fact]
    public void Every_role_has_its_name_in_three_languages()
    {
        RoleCatalog.Default.All.Count.ShouldBeGreaterThan(40);
        foreach (var role in RoleCatalog.Default.All)
        {
            role.Name.Persian.ShouldNotBeNullOrEmpty(role.Id);
            role.Name.Chinese.ShouldNotBeNullOrEmpty(role.Id);
        }
    }

    [Theory]
    [InlineData("品管部", "quality-control")]
    [InlineData("质量管理部", "quality-control")]
    [InlineData("کنترل کیفیت", "quality-control")]
    [InlineData("供销部", "sales")]
    [InlineData("top-management", "top-management")]
    public void A_department_is_found_under_each_of_its_names(string name, string id) =>
        RoleCatalog.Default.FindByName(name)!.Id.ShouldBe(id);

    [Fact]
    public void No_name_or_alias_belongs_to_two_roles()
    {
        var names = RoleCatalog.Default.All.SelectMany(role => role.Aliases.Concat([role.Name.English, role.Name.Persian!, role.Name.Chinese!]).Distinct()).ToList();
        names.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty();
    }

    [Fact]
    public void An_unknown_role_is_shown_by_its_id() => RoleCatalog.Default.NameOf("paint-shop").English.ShouldBe("paint-shop");
}
