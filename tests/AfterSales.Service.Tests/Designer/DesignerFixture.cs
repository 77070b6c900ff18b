using AfterSales.Service.Designer;
using AfterSales.Service.Languages;
using AfterSales.Service.People;
using Xunit;

namespace AfterSales.Service.Tests.Designer;

/// <summary>One service without workflows of its own for the tests of drafts and changes; each test uses names of its own.</summary>
public sealed class DesignerFixture : IAsyncLifetime
{
    public static readonly Person Owner = new() { Id = "owner", Name = new LocalText("Owner"), Email = "owner@demo.example", Groups = ["after-sales-manager"], Roles = [AccountRoles.ProcessOwner] };
    public static readonly Person Manager = Owner with { Id = "manager", Name = new LocalText("Manager"), Groups = ["management-rep"], Roles = [AccountRoles.Manager] };
    public static readonly Person Chief = Owner with { Id = "chief", Name = new LocalText("Chief"), Groups = ["top-management"], Roles = [AccountRoles.Manager] };

    public TestService Service { get; private set; } = null!;

    public Drafts Drafts => Service.Get<Drafts>();

    public Releases Releases => Service.Get<Releases>();

    public async ValueTask InitializeAsync() => Service = await TestService.StartAsync();

    public ValueTask DisposeAsync() => Service.DisposeAsync();

    public static ArtifactId Form(string name) => new(ArtifactKind.Form, name);

    /// <summary>A form of one field with this label.</summary>
    public static string FormFile(string id, string label) =>
        $$$"""{"id": "{{{id}}}", "type": "default", "schemaVersion": 19, "aftersales": {"title": {"en": "{{{id}}}"}}, "components": [{"id": "F1", "type": "textfield", "key": "note", "label": "{{{label}}}"}]}""";

    /// <summary>A draft that is there, at its revision.</summary>
    public async Task<DraftReference> DraftAsync(ArtifactId id, string content, CancellationToken ct)
    {
        var stored = await Drafts.FindAsync(id, ct);
        var saved = await Drafts.SaveAsync(id, stored?.Revision ?? 0, content, Owner.Id, ct);
        return new DraftReference(id, saved.Value.Draft.Revision);
    }

    /// <summary>Proposes drafts and gives the two other signatures.</summary>
    public async Task<Release> PublishAsync(CancellationToken ct, params DraftReference[] drafts)
    {
        var proposed = (await Releases.ProposeAsync(drafts, "For the test", "It is a test", Owner, ct)).Value;
        await Releases.SignAsync(proposed.Key, true, null, Manager, ct);
        return (await Releases.SignAsync(proposed.Key, true, null, Chief, ct)).Value;
    }
}
