using System.Security.Cryptography;
using System.Text.Json;
using AfterSales.Service.Attachments;
using AfterSales.Web.Hosting;
using Microsoft.AspNetCore.DataProtection;

namespace AfterSales.Web.Forms;

/// <summary>
/// Keeps the files of a refused submission for a day, since a browser cannot fill a file field again. They belong to no case yet:
/// they lie in a folder of their own, under random names, and only the signed token in the page leads to them.
/// </summary>
public sealed class UploadTray(AfterSalesSettings settings, IDataProtectionProvider protection, TimeProvider clock)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("upload-tray", "v1").ToTimeLimitedDataProtector();
    private readonly string folder = Path.Combine(settings.DataDirectory, "upload-tray");

    /// <summary>Stores the files and gives what the page has to carry.</summary>
    public async Task<IReadOnlyList<KeptFile>> KeepAsync(IEnumerable<UploadedFile> files, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        Sweep();
        var kept = new List<KeptFile>();
        foreach (var file in files)
        {
            var name = RandomNumberGenerator.GetHexString(32, lowercase: true);
            await using (var target = File.Create(Path.Combine(folder, name)))
            await using (var source = file.Open())
                await source.CopyToAsync(target, ct);
            kept.Add(new KeptFile(file.Field, file.FileName, file.Length, Seal(new Entry(name, file.Field, file.FileName, file.Length))));
        }
        return kept;
    }

    /// <summary>The files that tokens stand for; a token that is forged, too old or whose file is gone is left out.</summary>
    public IReadOnlyList<UploadedFile> Open(IEnumerable<string> tokens)
    {
        var files = new List<UploadedFile>();
        foreach (var token in tokens)
            if (Unseal(token) is { } entry && Path.Combine(folder, entry.Name) is var path && File.Exists(path))
                files.Add(new UploadedFile(entry.Field, entry.FileName, entry.Length, () => File.OpenRead(path)));
        return files;
    }

    private string Seal(Entry entry) => protector.Protect(JsonSerializer.Serialize(entry), KeptFor);

    private Entry? Unseal(string token)
    {
        try
        {
            return JsonSerializer.Deserialize<Entry>(protector.Unprotect(token));
        }
        catch (Exception forged) when (forged is CryptographicException or JsonException)
        {
            return null;
        }
    }

    private void Sweep()
    {
        foreach (var path in Directory.EnumerateFiles(folder))
            if (clock.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(path) > KeptFor)
                File.Delete(path);
    }

    private sealed record Entry(string Name, string Field, string FileName, long Length);
}
