using AfterSales.Service.Languages;
using AfterSales.Service.People;

namespace AfterSales.Service.Tests;

/// <summary>People of the demo by id, and an administrator.</summary>
internal static class TestPeople
{
    public static Person Admin { get; } = new()
    {
        Id = "admin", Name = new LocalText("Administrator"), Email = "admin@demo.example", Roles = [AccountRoles.Admin],
    };

    public static Person Demo(string id) => DemoPeople.All.Single(person => person.Id == id);
}
