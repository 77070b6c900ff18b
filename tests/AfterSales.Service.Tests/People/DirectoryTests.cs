using AfterSales.Service.Languages;
using AfterSales.Service.People;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.People;

public sealed class DirectoryTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 16, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_superior_who_has_left_is_passed_over()
    {
        var directory = Of(Someone("a") with { SuperiorId = "b" }, Someone("b") with { SuperiorId = "c", Active = false }, Someone("c"));
        directory.Superior(directory.ById("a")!)!.Id.ShouldBe("c");
        directory.Superior(directory.ById("c")!).ShouldBeNull();
    }

    [Fact]
    public void Superiors_in_a_circle_end_the_search()
    {
        var directory = Of(Someone("a") with { SuperiorId = "b" }, Someone("b") with { SuperiorId = "a", Active = false });
        directory.Superior(directory.ById("a")!).ShouldBeNull();
    }

    [Fact]
    public void Work_goes_to_the_substitute_only_while_somebody_is_away()
    {
        var away = Someone("a") with { SubstituteId = "b", AwayFrom = Monday, AwayUntil = Monday.AddDays(2) };
        var directory = Of(away, Someone("b"));
        directory.ActingFor(away, Monday.AddTicks(-1)).Id.ShouldBe("a");
        directory.ActingFor(away, Monday).Id.ShouldBe("b");
        directory.ActingFor(away, Monday.AddDays(2)).Id.ShouldBe("a");
        directory.SubstitutedBy(directory.ById("b")!, Monday).Select(person => person.Id).ShouldBe(["a"]);
    }

    [Fact]
    public void Substitutes_who_are_away_pass_the_work_on()
    {
        var directory = Of(
            Someone("a") with { SubstituteId = "b", AwayFrom = Monday },
            Someone("b") with { SubstituteId = "c", AwayFrom = Monday },
            Someone("c"));
        directory.ActingFor(directory.ById("a")!, Monday).Id.ShouldBe("c");
        directory.SubstitutedBy(directory.ById("c")!, Monday).Count.ShouldBe(2);
    }

    [Fact]
    public void Where_everybody_is_away_the_work_stays_where_it_was()
    {
        var directory = Of(
            Someone("a") with { SubstituteId = "b", AwayFrom = Monday },
            Someone("b") with { SubstituteId = "a", AwayFrom = Monday });
        directory.ActingFor(directory.ById("a")!, Monday).Id.ShouldBe("a");
    }

    [Fact]
    public void Those_who_have_left_are_found_by_id_only()
    {
        var directory = Of(Someone("a") with { Active = false, Groups = ["sales"], Roles = [AccountRoles.Manager] });
        directory.ById("a").ShouldNotBeNull();
        directory.ByEmail("a@demo.example").ShouldBeNull();
        directory.InGroup("sales").ShouldBeEmpty();
        directory.WithAccountRole(AccountRoles.Manager).ShouldBeEmpty();
    }

    [Fact]
    public void An_address_is_found_in_any_case() =>
        Of(Someone("a")).ByEmail(" A@Demo.Example ").ShouldNotBeNull();

    private static AfterSales.Service.People.Directory Of(params Person[] people) => new(people);

    private static Person Someone(string id) => new() { Id = id, Name = new LocalText(id), Email = id + "@demo.example" };
}
