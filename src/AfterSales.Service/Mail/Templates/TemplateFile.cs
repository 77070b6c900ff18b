namespace AfterSales.Service.Mail.Templates;

/// <summary>
/// The blocks of one template file: <c>subject</c>, <c>preheader</c> and <c>body</c>, each begun by a line
/// <c>=== name ===</c>. The body is written once; HTML and text part are two renderings of it.
/// </summary>
public sealed record TemplateFile(string Subject, string Preheader, string Body)
{
    private static readonly string[] Names = ["subject", "preheader", "body"];

    /// <summary>Reads a file.</summary>
    /// <exception cref="MailTemplateException">A block is missing, unknown or there twice.</exception>
    public static TemplateFile Parse(string content, string path)
    {
        var blocks = new Dictionary<string, List<string>>();
        List<string>? current = null;
        foreach (var line in content.ReplaceLineEndings("\n").Split('\n'))
            if (BlockName(line) is { } name)
            {
                if (!Names.Contains(name))
                    throw new MailTemplateException($"{path}: there is no block '{name}'; the blocks are {string.Join(", ", Names)}.");
                if (!blocks.TryAdd(name, current = []))
                    throw new MailTemplateException($"{path}: the block '{name}' is there twice.");
            }
            else if (current is not null)
                current.Add(line);
            else if (!string.IsNullOrWhiteSpace(line))
                throw new MailTemplateException($"{path}: text before the first block.");
        string Block(string name) => blocks.TryGetValue(name, out var lines)
            ? string.Join('\n', lines).Trim('\n')
            : throw new MailTemplateException($"{path}: the block '{name}' is missing.");
        return new TemplateFile(Block("subject"), Block("preheader"), Block("body"));
    }

    private static string? BlockName(string line) =>
        line.StartsWith("=== ", StringComparison.Ordinal) && line.TrimEnd().EndsWith(" ===", StringComparison.Ordinal)
            ? line.Trim().Trim('=').Trim()
            : null;
}
