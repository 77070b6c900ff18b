using AfterSales.Service.People;
using AfterSales.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Directory = AfterSales.Service.People.Directory;

namespace AfterSales.Web.Pages.Admin;

/// <summary>Everybody who works here, or who has left. For administrators.</summary>
[Authorize(Policy = Rights.Admin)]
public sealed class PeopleModel(Directory people) : SitePage
{
    public IReadOnlyList<Person> Found { get; private set; } = [];

    public string? Text { get; private set; }

    public bool Left { get; private set; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    public void OnGet(string? q, string? left)
    {
        Text = string.IsNullOrWhiteSpace(q) ? null : q.Trim();
        Left = left == "true";
        Found = [.. people.All.Where(person => person.Active != Left && (Text is null || Matches(person, Text)))];
    }

    public string NameOf(string? id) => id is not null && people.ById(id) is { } person ? T.Pick(person.Name) : "";

    private static bool Matches(Person person, string text) =>
        new[] { person.Id, person.Email, person.Name.English, person.Name.Persian, person.Name.Chinese }
            .Concat(person.Groups).Concat(person.Groups.SelectMany(group => new[] { RoleCatalog.Default.NameOf(group).English, RoleCatalog.Default.NameOf(group).Persian, RoleCatalog.Default.NameOf(group).Chinese }))
            .Any(word => word?.Contains(text, StringComparison.OrdinalIgnoreCase) == true);
}
