using System.Text.Json.Nodes;
using AfterSales.Service.Calendars;
using AfterSales.Service.Escalation;
using AfterSales.Service.Languages;
using AfterSales.Service.People;

namespace AfterSales.Service.Designer;

/// <summary>A choice in an editor: what is written, and what is read.</summary>
public sealed record Choice(string Value, string Name);

/// <summary>What the editors offer to choose from, in one language.</summary>
public sealed record Vocabulary(
    IReadOnlyList<JsonNode> ElementTemplates, IReadOnlyList<Choice> Roles, IReadOnlyList<Choice> Policies, IReadOnlyList<Choice> Calendars,
    IReadOnlyList<Choice> Workflows, IReadOnlyList<Choice> Forms, IReadOnlyList<Choice> Decisions, IReadOnlyList<Choice> Mails);

/// <summary>Collects the choices, so that nobody has to know an id by heart.</summary>
public sealed class EditorVocabulary(Library library, EscalationPolicies policies, CalendarRegistry calendars, AfterSalesOptions options)
{
    public async Task<Vocabulary> InAsync(Language language, CancellationToken ct = default)
    {
        var entries = await library.ListAsync(ct).ConfigureAwait(false);
        IReadOnlyList<Choice> Of(ArtifactKind kind) =>
            [.. entries.Where(entry => entry.Artifact.Kind == kind && entry.State != ArtifactState.Retired).Select(entry => new Choice(entry.Artifact.Name, entry.Name.In(language)))];
        return new Vocabulary(
            Templates(language),
            [.. RoleCatalog.Default.All.Select(role => new Choice(role.Id, role.Name.In(language)))],
            [.. (await policies.AllAsync(ct).ConfigureAwait(false)).Select(policy => new Choice(policy.Id, policy.Name.In(language)))],
            [.. calendars.All.Select(calendar => new Choice(calendar.Id, calendar.Name.In(language)))],
            Of(ArtifactKind.Workflow), Of(ArtifactKind.Form), Of(ArtifactKind.Decision),
            // Several mails may be called the same; what tells them apart is isolated, for it reads from left to right.
            [.. Of(ArtifactKind.Mail).Select(mail => mail with { Name = $"{mail.Name} (\u2068{mail.Value}\u2069)" })]);
    }

    private List<JsonNode> Templates(Language language)
    {
        var folder = options.WorkflowsDirectory is { } workflows ? Path.Combine(workflows, "element-templates") : null;
        if (folder is null || !System.IO.Directory.Exists(folder))
            return [];
        var words = TemplateWords.Read(folder, language);
        return [.. System.IO.Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(path => JsonNode.Parse(File.ReadAllText(path))).OfType<JsonNode>().Select(words.Put)];
    }
}
