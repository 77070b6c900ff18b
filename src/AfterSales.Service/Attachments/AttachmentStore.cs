using System.Buffers.Text;
using System.Security.Cryptography;

namespace AfterSales.Service.Attachments;

/// <summary>
/// Contents of attachments as files named by their own SHA-256, so that nothing is stored twice and nothing a sender
/// says reaches the file system. A content is on disk before the row that names it is committed; contents that no row
/// names are swept away a day later.
/// </summary>
public sealed class AttachmentStore
{
    private readonly string _root;
    private readonly TimeProvider _clock;

    /// <param name="root">A folder of its own; made when missing.</param>
    public AttachmentStore(string root, TimeProvider clock) => (_root, _clock) = (Path.GetFullPath(root), clock);

    /// <summary>Checks and writes the files of one submission, in order. A refused file carries its problem and is not kept.</summary>
    public async Task<IReadOnlyList<StagedFile>> StageAsync(IReadOnlyList<UploadedFile> files, CancellationToken ct = default)
    {
        var staged = new List<StagedFile>(files.Count);
        var room = AttachmentLimits.OneRequest;
        foreach (var file in files)
        {
            var one = staged.Count >= AttachmentLimits.Files ? Refuse(file, "attachments.tooMany") : await StageAsync(file, room, ct);
            room -= one.Size;
            staged.Add(one);
        }
        return staged;
    }

    /// <summary>Writes a file that the service made itself, such as a report: nobody sent it, so nothing is to be refused.</summary>
    public async Task<StagedFile> KeepAsync(string field, string fileName, string contentType, ReadOnlyMemory<byte> content, CancellationToken ct = default)
    {
        System.IO.Directory.CreateDirectory(_root);
        var id = NewId();
        var temporary = Path.Combine(_root, "new-" + id);
        try
        {
            var (size, sha256) = await CopyAsync(content, Stream.Null, temporary, ct);
            Keep(temporary, PathOf(sha256));
            return new StagedFile(field, id, fileName, contentType, size, sha256);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>The content of a file; null when it is not there.</summary>
    public Stream? Open(string sha256)
    {
        var path = PathOf(sha256);
        return File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024, useAsync: true) : null;
    }

    /// <summary>
    /// Removes contents that are older than <paramref name="age"/> and that <paramref name="isUsed"/> does not know.
    /// Storing a content again makes it young, so that one about to be committed is never taken for an orphan.
    /// </summary>
    /// <returns>How many were removed.</returns>
    public int Sweep(TimeSpan age, Func<string, bool> isUsed)
    {
        if (!System.IO.Directory.Exists(_root))
            return 0;
        var before = _clock.GetUtcNow().UtcDateTime - age;
        var removed = 0;
        foreach (var path in System.IO.Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories))
            if (File.GetLastWriteTimeUtc(path) < before && !isUsed(Path.GetFileName(path)))
            {
                File.Delete(path);
                removed++;
            }
        return removed;
    }

    private static StagedFile Refuse(UploadedFile file, string problem) =>
        new(file.Field, "", FileNames.Clean(file.FileName, "text/plain")[..^4] + Path.GetExtension(file.FileName), "", 0, "", problem);

    private async Task<StagedFile> StageAsync(UploadedFile file, long room, CancellationToken ct)
    {
        if (file.Length == 0)
            return Refuse(file, "attachments.empty");
        if (file.Length > AttachmentLimits.OneFile)
            return Refuse(file, "attachments.tooLarge");
        if (file.Length > room)
            return Refuse(file, "attachments.tooMuch");
        await using var content = file.Open();
        var start = new byte[AttachmentTypes.BytesToSniff];
        var length = await content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, ct);
        if (AttachmentTypes.Sniff(start.AsSpan(0, length), file.FileName) is not { } type)
            return Refuse(file, "attachments.wrongType");
        return await WriteAsync(file, type, start.AsMemory(0, length), content, ct);
    }

    private async Task<StagedFile> WriteAsync(UploadedFile file, string type, ReadOnlyMemory<byte> start, Stream rest, CancellationToken ct)
    {
        System.IO.Directory.CreateDirectory(_root);
        var id = NewId();
        var temporary = Path.Combine(_root, "new-" + id);
        try
        {
            var (size, sha256) = await CopyAsync(start, rest, temporary, ct);
            // The announced length is only a claim; what really came counts.
            if (size > AttachmentLimits.OneFile)
                return Refuse(file, "attachments.tooLarge");
            Keep(temporary, PathOf(sha256));
            return new StagedFile(file.Field, id, FileNames.Clean(file.FileName, type), type, size, sha256);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static async Task<(long Size, string Sha256)> CopyAsync(ReadOnlyMemory<byte> start, Stream rest, string path, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var target = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 64 * 1024, useAsync: true);
        var buffer = new byte[64 * 1024];
        long size = 0;
        for (var chunk = start; chunk.Length > 0 && size <= AttachmentLimits.OneFile; chunk = buffer.AsMemory(0, await rest.ReadAsync(buffer, ct)))
        {
            hash.AppendData(chunk.Span);
            await target.WriteAsync(chunk, ct);
            size += chunk.Length;
        }
        target.Flush(flushToDisk: true);
        return (size, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private void Keep(string temporary, string path)
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (File.Exists(path))
            File.SetLastWriteTimeUtc(path, _clock.GetUtcNow().UtcDateTime);
        else
            File.Move(temporary, path, overwrite: true);
    }

    private string PathOf(string sha256) => sha256.Length == 64 && sha256.All(char.IsAsciiHexDigitLower)
        ? Path.Combine(_root, sha256[..2], sha256[2..4], sha256)
        : throw new ArgumentException("Not a SHA-256 in lower-case hex.", nameof(sha256));

    private static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
}
