using AfterSales.Service.Designer;
using AfterSales.Web.SignIn;
using Microsoft.AspNetCore.Authorization;

namespace AfterSales.Web.Pages.Designer;

/// <summary>The log of changes (DOC-03), those that wait for signatures first. For everybody who sees all cases: they sign.</summary>
[Authorize(Policy = Rights.Oversight)]
public sealed class ChangesModel(Releases releases, Service.People.Directory people) : SitePage
{
    public IReadOnlyList<Release> All { get; private set; } = [];

    public DateTimeOffset Now => Clock.GetUtcNow();

    public string NameOf(string id) => people.ById(id) is { } person ? T.Pick(person.Name) : id;

    public SignOffStep? Next(Release release) => releases.NextStep(release);

    public bool MaySign(Release release) => releases.MaySign(release, Person);

    public async Task OnGetAsync(CancellationToken ct) =>
        All = [.. (await releases.LatestAsync(200, ct)).OrderByDescending(release => release.IsOpen).ThenByDescending(release => release.Key)];
}
