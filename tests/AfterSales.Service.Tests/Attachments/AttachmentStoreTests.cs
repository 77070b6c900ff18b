using System.IO.Compression;
using System.Text;
using AfterSales.Service.Attachments;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Attachments;

public sealed class AttachmentStoreTests : IDisposable
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "aftersales-" + Path.GetRandomFileName());
    private readonly AttachmentStore _store;

    public AttachmentStoreTests() => _store = new AttachmentStore(_folder, TimeProvider.System);

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_file_is_stored_under_its_hash_and_read_back()
    {
        var file = await StageOne("leak.png", Png);
        file.ContentType.ShouldBe("image/png");
        file.FileName.ShouldBe("leak.png");
        await using var content = _store.Open(file.Sha256);
        using var copy = new MemoryStream();
        await content!.CopyToAsync(copy, TestContext.Current.CancellationToken);
        copy.ToArray().ShouldBe(Png);
    }

    [Fact]
    public async Task The_same_content_is_stored_once()
    {
        await StageOne("a.png", Png);
        await StageOne("b.png", Png);
        Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd.txt")]
    [InlineData("C:\\temp\\report.txt", "report.txt")]
    [InlineData("..", "file.txt")]
    [InlineData("a\"b\r\nSet-Cookie: x.txt", "abSet-Cookie x.txt")]
    [InlineData("invoice\u202Etxt.exe", "invoicetxt.txt")]
    [InlineData("گزارش‌ها.txt", "گزارش‌ها.txt")]
    public async Task A_name_can_neither_leave_the_store_nor_deceive(string sent, string kept) =>
        (await StageOne(sent, "plain text"u8.ToArray())).FileName.ShouldBe(kept);

    [Theory]
    [InlineData("photo.png", "<html><script>alert(1)</script>")]
    [InlineData("drawing.svg", "  <svg xmlns='http://www.w3.org/2000/svg'/>")]
    [InlineData("tool.txt", "MZ\0\u0001binary")]
    public async Task Content_that_is_not_taken_is_refused_whatever_its_name(string name, string content) =>
        (await StageOne(name, Encoding.Latin1.GetBytes(content))).Problem.ShouldBe("attachments.wrongType");

    [Fact]
    public async Task Of_zip_archives_only_office_documents_are_taken()
    {
        (await StageOne("plan.docx", Zip("[Content_Types].xml"))).IsTaken.ShouldBeTrue();
        (await StageOne("tools.zip", Zip("setup.exe"))).Problem.ShouldBe("attachments.wrongType");
        (await StageOne("plan.docx", Zip("setup.exe"))).Problem.ShouldBe("attachments.wrongType");
    }

    [Fact]
    public async Task A_file_that_is_longer_than_it_said_is_refused_and_leaves_nothing()
    {
        var big = new byte[AttachmentLimits.OneFile + 1];
        Png.CopyTo(big, 0);
        var file = (await _store.StageAsync([new UploadedFile("f", "big.png", 100, () => new MemoryStream(big))], TestContext.Current.CancellationToken))[0];
        file.Problem.ShouldBe("attachments.tooLarge");
        Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task Empty_files_and_files_beyond_the_limits_are_told_apart()
    {
        (await StageOne("a.png", [])).Problem.ShouldBe("attachments.empty");
        var announced = new UploadedFile("f", "a.png", AttachmentLimits.OneFile, () => new MemoryStream(Png));
        var tooLong = announced with { Length = AttachmentLimits.OneFile + 1 };
        (await _store.StageAsync([tooLong], TestContext.Current.CancellationToken))[0].Problem.ShouldBe("attachments.tooLarge");
        var many = await _store.StageAsync([.. Enumerable.Repeat(announced, 21)], TestContext.Current.CancellationToken);
        many[19].IsTaken.ShouldBeTrue();
        many[20].Problem.ShouldBe("attachments.tooMany");
    }

    [Fact]
    public async Task Sweeping_takes_old_contents_that_nothing_names()
    {
        var kept = await StageOne("a.png", Png);
        var orphan = await StageOne("b.txt", "text"u8.ToArray());
        _store.Sweep(TimeSpan.FromHours(1), _ => false).ShouldBe(0, "both are young");
        _store.Sweep(TimeSpan.FromHours(-1), sha256 => sha256 == kept.Sha256).ShouldBe(1);
        _store.Open(orphan.Sha256).ShouldBeNull();
        using var content = _store.Open(kept.Sha256);
        content.ShouldNotBeNull();
    }

    private async Task<StagedFile> StageOne(string name, byte[] content) =>
        (await _store.StageAsync([new UploadedFile("f", name, content.Length, () => new MemoryStream(content))], TestContext.Current.CancellationToken))[0];

    private static byte[] Zip(string entry)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        using (var writer = new StreamWriter(zip.CreateEntry(entry).Open()))
            writer.Write("content");
        return bytes.ToArray();
    }
}
