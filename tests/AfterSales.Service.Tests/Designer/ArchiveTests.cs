using System.IO.Compression;
using System.Text;
using AfterSales.Service.Designer;
using AfterSales.Service.Languages;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Designer;

public sealed class ArchiveTests(DesignerFixture designer) : IClassFixture<DesignerFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Archive Archive => designer.Service.Get<Archive>();

    [Fact]
    public async Task What_is_published_goes_out_and_comes_in_again_as_it_was()
    {
        var file = DesignerFixture.FormFile("travels", "Note");
        await designer.PublishAsync(Ct, await designer.DraftAsync(DesignerFixture.Form("travels"), file, Ct));
        var archive = await Archive.ExportAllAsync(Ct);
        var entries = Entries(archive);
        entries["workflows/forms/travels.form"].ShouldBe(file);
        entries.Keys.ShouldContain("templates/task/fa.hbs");
        entries.Keys.ShouldContain("templates/_layout/html/page.hbs", "an export is the whole folder");
        (await Archive.ImportAsync([("all.zip", archive)], "owner", Ct)).ShouldAllBe(imported => imported.Problem == "It is in force as it is; nothing to do.");
    }

    [Fact]
    public async Task Files_become_drafts_and_overwrite_none()
    {
        var sent = new List<(string, byte[])> { ("x/forms/arrives.form", Encoding.UTF8.GetBytes(DesignerFixture.FormFile("arrives", "Note"))), ("templates/arriving-mail/en.hbs", "=== subject ==="u8.ToArray()) };
        var report = await Archive.ImportAsync(sent, "owner", Ct);
        report.Select(file => (file.Artifact?.ToString(), file.Problem)).ShouldBe([("form/arrives", null), ("mail/arriving-mail", null)]);
        var draft = (await designer.Drafts.FindAsync(DesignerFixture.Form("arrives"), Ct)).ShouldNotBeNull();
        MailSource.Read((await designer.Drafts.FindAsync(new ArtifactId(ArtifactKind.Mail, "arriving-mail"), Ct))!.Content)![Language.English].ShouldBe("=== subject ===");

        sent[0] = ("arrives.form", Encoding.UTF8.GetBytes(DesignerFixture.FormFile("arrives", "Another")));
        (await Archive.ImportAsync(sent[..1], "somebody", Ct)).ShouldHaveSingleItem().Problem!.ShouldContain("left alone");
        (await designer.Drafts.FindAsync(DesignerFixture.Form("arrives"), Ct)).ShouldBe(draft);
    }

    [Fact]
    public async Task What_is_no_file_of_the_designer_is_told_and_does_nothing()
    {
        (await Archive.ImportAsync([("broken.zip", [1, 2, 3])], "owner", Ct)).ShouldHaveSingleItem().Problem!.ShouldContain("no archive");
        (await Archive.ImportAsync([("latin.form", [0x7B, 0xE9])], "owner", Ct)).ShouldHaveSingleItem().Problem!.ShouldContain("UTF-8");
        (await Archive.ImportAsync([("../../etc/passwd", [65])], "owner", Ct)).ShouldHaveSingleItem().Problem!.ShouldContain("no .bpmn");
        (await Archive.ImportAsync([("a.form", """{"id": "../evil"}"""u8.ToArray())], "owner", Ct)).ShouldHaveSingleItem().Problem!.ShouldContain("Latin letter");
    }

    private static Dictionary<string, string> Entries(byte[] archive)
    {
        using var zip = new ZipArchive(new MemoryStream(archive));
        return zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd();
        });
    }
}
