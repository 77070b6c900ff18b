namespace AfterSales.Web.Api.Domain;

/// <summary>Files of an upload, read into memory; the request's size is limited before.</summary>
internal static class SentFiles
{
    public static async Task<IReadOnlyList<(string Name, byte[] Content)>> ReadAsync(IFormFileCollection files, CancellationToken ct)
    {
        var read = new List<(string, byte[])>();
        foreach (var file in files)
        {
            using var content = new MemoryStream();
            await file.CopyToAsync(content, ct);
            read.Add((file.FileName, content.ToArray()));
        }
        return read;
    }
}
