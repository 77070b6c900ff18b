using System.IO.Compression;
using System.Text;
using AfterSales.Engine;
using AfterSales.Service.Designer.Scenarios;
using AfterSales.Service.Languages;
using AfterSales.Service.Mail;
using AfterSales.Service.Mail.Templates;
using AfterSales.Service.Workflows;

namespace AfterSales.Service.Designer;

/// <summary>A file that was sent, and what became of it: a draft, or the reason why not.</summary>
public sealed record ImportedFile(string Name, ArtifactId? Artifact, string? Problem);

/// <summary>
/// Export and import as files: an archive equals the folders <c>workflows/</c> and <c>templates/</c>, so that what was drawn here can be
/// kept in a repository and started elsewhere.
/// </summary>
public sealed class Archive(ProcessEngine engine, PublishedArtifacts published, Library library, Drafts drafts, AfterSalesOptions options, MailSettings mail, ScenarioBook scenarios)
{
    private const int MostFiles = 2_000;
    private const long LargestInAll = 60_000_000;
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Everything in force, with the other files of the two folders (layout of mails, element templates) beside it.</summary>
    public async Task<byte[]> ExportAllAsync(CancellationToken ct = default)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var (folder, below) in new[] { (options.WorkflowsDirectory, "workflows"), (mail.TemplatesFolder ?? MailTemplates.DefaultFolder, "templates") })
            if (folder is not null && System.IO.Directory.Exists(folder))
                foreach (var path in System.IO.Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
                    files[$"{below}/{Path.GetRelativePath(folder, path).Replace('\\', '/')}"] = await File.ReadAllBytesAsync(path, ct).ConfigureAwait(false);
        foreach (var entry in await library.ListAsync(ct).ConfigureAwait(false))
            if (entry.Version > 0 && await published.ContentAsync(entry.Artifact, ct).ConfigureAwait(false) is { } content)
                Add(files, entry.Artifact, content);
        foreach (var processId in (await scenarios.AllAsync(ct).ConfigureAwait(false)).Select(scenario => scenario.ProcessId).Distinct().ToList())
            await AddScenariosAsync(files, processId, ct).ConfigureAwait(false);
        return Zip(files);
    }

    /// <summary>One artifact in force, or its draft where it was never published; null when there is neither.</summary>
    public async Task<byte[]?> ExportAsync(ArtifactId id, CancellationToken ct = default)
    {
        if ((await published.ContentAsync(id, ct).ConfigureAwait(false) ?? (await drafts.FindAsync(id, ct).ConfigureAwait(false))?.Content) is not { } content)
            return null;
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        Add(files, id, content);
        if (id.Kind == ArtifactKind.Workflow)
            await AddScenariosAsync(files, id.Name, ct).ConfigureAwait(false);
        return Zip(files);
    }

    /// <summary>
    /// Makes drafts of files or of the files of an archive. Nothing comes into force by it, and a draft that is there already is not
    /// overwritten.
    /// </summary>
    public async Task<IReadOnlyList<ImportedFile>> ImportAsync(IReadOnlyList<(string Name, byte[] Content)> sent, string by, CancellationToken ct = default)
    {
        var report = new List<ImportedFile>();
        var mails = new Dictionary<string, Dictionary<Language, string>>(StringComparer.Ordinal);
        foreach (var (name, content) in Unpack(sent, report))
        {
            string text;
            try
            {
                text = Strict.GetString(content).TrimStart('\uFEFF');
            }
            catch (DecoderFallbackException)
            {
                report.Add(new ImportedFile(name, null, "It is no UTF-8 text."));
                continue;
            }
            var stem = Path.GetFileNameWithoutExtension(name);
            switch (Path.GetExtension(name).ToUpperInvariant())
            {
                case ".BPMN":
                    report.Add(await ImportAsync(name, ArtifactKind.Workflow, ArtifactNames.OfWorkflow(text) ?? stem, text, by, ct).ConfigureAwait(false));
                    break;
                case ".FORM":
                    report.Add(await ImportAsync(name, ArtifactKind.Form, ArtifactNames.OfForm(text) ?? stem, text, by, ct).ConfigureAwait(false));
                    break;
                case ".DMN":
                    report.Add(await ImportAsync(name, ArtifactKind.Decision, stem, text, by, ct).ConfigureAwait(false));
                    break;
                case ".JSON" when Folder(name) == ScenarioFiles.Folder || text.Contains("\"scenarios\"", StringComparison.Ordinal):
                    report.Add(await ImportScenariosAsync(name, text, by, ct).ConfigureAwait(false));
                    break;
                case ".HBS" when Folder(name) is { Length: > 0 } folder && folder[0] != '_' && LanguageCodes.All.Any(language => language.Code() == stem):
                    (mails.TryGetValue(folder, out var files) ? files : mails[folder] = [])[LanguageCodes.Parse(stem)] = text;
                    break;
            }
        }
        foreach (var (name, files) in mails)
        {
            // A language that was not sent keeps the file in use.
            var known = await published.ContentAsync(new ArtifactId(ArtifactKind.Mail, name), ct).ConfigureAwait(false) is { } inForce ? MailSource.Read(inForce) : null;
            foreach (var language in LanguageCodes.All)
                if (!files.ContainsKey(language) && known?.GetValueOrDefault(language) is { } file)
                    files[language] = file;
            report.Add(await ImportAsync(name, ArtifactKind.Mail, name, MailSource.Write(files), by, ct).ConfigureAwait(false));
        }
        if (report.Count == 0)
            report.Add(new ImportedFile("", null, "There is no .bpmn, .form, .dmn or .hbs file among what was sent."));
        return report;
    }

    private async Task<ImportedFile> ImportScenariosAsync(string file, string text, string by, CancellationToken ct)
    {
        if (ScenarioFiles.Read(text, out var problem) is not { } read)
            return new ImportedFile(file, null, $"These are no scenarios: {problem}");
        var taken = await scenarios.ImportAsync(read.ProcessId, read.Scenarios, by, ct).ConfigureAwait(false);
        return new ImportedFile(file, null, taken == 0 ? "Its scenarios are known as they are; nothing to do." : null);
    }

    private async Task AddScenariosAsync(SortedDictionary<string, byte[]> files, string processId, CancellationToken ct)
    {
        var path = "workflows/" + ScenarioFiles.PathOf(processId);
        if (await scenarios.ExportAsync(processId, ct).ConfigureAwait(false) is { } content)
            files[path] = content;
        else
            files.Remove(path);
    }

    private async Task<ImportedFile> ImportAsync(string file, ArtifactKind kind, string name, string content, string by, CancellationToken ct)
    {
        if (!ArtifactId.IsName(name))
            return new ImportedFile(file, null, $"Its id '{name}' must begin with a Latin letter and hold only such letters, digits, hyphens and underscores, at most {ArtifactId.LongestName}.");
        var id = new ArtifactId(kind, name);
        if (await published.ContentAsync(id, ct).ConfigureAwait(false) == content)
            return new ImportedFile(file, id, "It is in force as it is; nothing to do.");
        var saved = await drafts.SaveAsync(id, 0, content, by, ct).ConfigureAwait(false);
        return !saved.IsOk ? new ImportedFile(file, null, saved.Failure.Message)
            : saved.Value.IsConflict ? new ImportedFile(file, null, $"There is a draft of it already, saved by {saved.Value.Draft.SavedBy}; it was left alone.")
            : new ImportedFile(file, id, null);
    }

    private static IEnumerable<(string Name, byte[] Content)> Unpack(IReadOnlyList<(string Name, byte[] Content)> sent, List<ImportedFile> report)
    {
        var (count, size) = (0, 0L);
        foreach (var (name, content) in sent)
        {
            if (!name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            {
                yield return (name, content);
                continue;
            }
            foreach (var (inner, bytes) in Entries(name, content, report))
            {
                size += bytes.LongLength;
                if (++count > MostFiles || size > LargestInAll)
                {
                    report.Add(new ImportedFile(name, null, $"An archive may hold {MostFiles} files and {LargestInAll / 1_000_000} MB; the rest was left out."));
                    yield break;
                }
                yield return (inner, bytes);
            }
        }
    }

    private static IEnumerable<(string Name, byte[] Content)> Entries(string name, byte[] content, List<ImportedFile> report)
    {
        ZipArchive? archive = null;
        try
        {
            archive = new ZipArchive(new MemoryStream(content), ZipArchiveMode.Read);
            _ = archive.Entries.Count;
        }
        catch (InvalidDataException)
        {
            report.Add(new ImportedFile(name, null, "It is no archive that can be opened."));
            archive?.Dispose();
            yield break;
        }
        using (archive)
            foreach (var entry in archive.Entries.Where(entry => entry.Name.Length > 0 && !entry.Name.StartsWith('.')))
                if (Read(entry) is { } bytes)
                    yield return (entry.FullName, bytes);
                else
                    report.Add(new ImportedFile(entry.FullName, null, "It is broken or larger than 5 MB."));
    }

    // What an entry says about its length is not to be trusted: reading stops at the limit.
    private static byte[]? Read(ZipArchiveEntry entry)
    {
        try
        {
            using var stream = entry.Open();
            using var buffer = new MemoryStream();
            var chunk = new byte[81_920];
            for (int read; (read = stream.Read(chunk)) > 0;)
            {
                buffer.Write(chunk, 0, read);
                if (buffer.Length > 5_000_000)
                    return null;
            }
            return buffer.ToArray();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static string Folder(string name) => Path.GetFileName(Path.GetDirectoryName(name.Replace('\\', '/')) ?? "");

    private static void Add(SortedDictionary<string, byte[]> files, ArtifactId id, string content)
    {
        if (id.Kind != ArtifactKind.Mail)
            files["workflows/" + id.Path] = Encoding.UTF8.GetBytes(content);
        else if (MailSource.Read(content) is { } mails)
            foreach (var (language, file) in mails)
                files[$"templates/{id.Name}/{language.Code()}.hbs"] = Encoding.UTF8.GetBytes(file);
    }

    private byte[] Zip(SortedDictionary<string, byte[]> files)
    {
        using var buffer = new MemoryStream();
        using (var archive = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in files)
            {
                var entry = archive.CreateEntry(name);
                entry.LastWriteTime = engine.Clock.GetUtcNow();
                using var stream = entry.Open();
                stream.Write(content);
            }
        return buffer.ToArray();
    }
}
