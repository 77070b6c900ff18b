using AfterSales.Service.Languages;
using AfterSales.Service.People;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.People;

public sealed class PeopleStoreTests
{
    [Fact]
    public async Task A_saved_person_is_read_back_whole_and_found_at_once()
    {
        await using var service = await TestService.StartAsync();
        var store = service.Get<PeopleStore>();
        var person = new Person
        {
            Id = "paint-desk",
            Name = new LocalText("Paint desk", "میز رنگ", "喷漆台"),
            Email = "paint@demo.example",
            Phone = "+98 21 1",
            Language = Language.Persian,
            CalendarId = "iran",
            SuperiorId = "top-manager",
            SubstituteId = "sales-desk",
            AwayFrom = service.Clock.GetUtcNow(),
            Groups = ["paint-shop", "sales"],
            Roles = [AccountRoles.Staff],
        };
        store.Directory.ById("paint-desk").ShouldBeNull();
        await store.SaveAsync(person, ct: TestContext.Current.CancellationToken);
        var read = store.Directory.ById("paint-desk").ShouldNotBeNull();
        (read with { Groups = [], Roles = [] }).ShouldBe(person with { Groups = [], Roles = [] });
        read.Groups.ShouldBe(person.Groups);
        read.Roles.ShouldBe(person.Roles);
        store.Directory.InGroup("paint-shop").ShouldHaveSingleItem();

        await store.SaveAsync(person with { Groups = [], Active = false }, ct: TestContext.Current.CancellationToken);
        store.Directory.InGroup("paint-shop").ShouldBeEmpty();
        store.Directory.ById("paint-desk")!.Active.ShouldBeFalse();
    }

    [Fact]
    public async Task Demo_people_are_seeded_once()
    {
        await using var service = await TestService.StartAsync();
        service.Get<AfterSales.Service.People.Directory>().All.Count.ShouldBe(DemoPeople.All.Count);
        (await service.Engine.WriteAsync(commit => DemoPeople.Seed(commit, service.Get<PeopleStore>()), ct: TestContext.Current.CancellationToken)).ShouldBe(0);
    }

    [Fact]
    public void Demo_people_stand_below_one_top_and_cover_three_languages()
    {
        var directory = new AfterSales.Service.People.Directory(DemoPeople.All);
        DemoPeople.All.Where(person => person.SuperiorId is null).ShouldHaveSingleItem();
        foreach (var person in DemoPeople.All.Where(person => person.SuperiorId is not null))
            directory.Superior(person).ShouldNotBeNull(person.Id);
        DemoPeople.All.Select(person => person.Language).Distinct().Count().ShouldBe(3);
        DemoPeople.All.SelectMany(person => person.Groups).Distinct().ShouldAllBe(role => RoleCatalog.Default.Find(role) != null);
    }
}
