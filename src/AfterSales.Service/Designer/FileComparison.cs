using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Designer;

/// <summary>What happened to a part of a file between two versions.</summary>
public enum PartChange
{
    Added,
    Removed,
    Changed,
}

/// <summary>One detail of a changed part: null where it was not there before, or is not any more.</summary>
public sealed record DetailChange(string What, string? Before, string? After)
{
    /// <summary>What people call the part that <see cref="Before"/> names by its id; null where it names none.</summary>
    public LocalText? BeforeName { get; init; }

    /// <summary>What people call the part that <see cref="After"/> names by its id; null where it names none.</summary>
    public LocalText? AfterName { get; init; }
}

/// <summary>A part that differs: an element of a diagram, a field of a form, a rule of a table, a block of a mail.</summary>
/// <param name="Id">Its id, by which an editor finds it.</param>
/// <param name="Name">Its name as people read it; a line without one is called by its ends, another part by what it is. Null for what is no part of a drawing.</param>
public sealed record PartComparison(string Id, LocalText? Name, PartChange Change, IReadOnlyList<DetailChange> Details);

/// <summary>
/// Compares two versions of a file by their parts, not their lines (DOC-03: before and after). What is only drawn elsewhere does not
/// count. Files that cannot be read are compared as one text.
/// </summary>
public static class FileComparison
{
    private static readonly XNamespace Zeebe = "http://camunda.org/schema/zeebe/1.0";

    public static IReadOnlyList<PartComparison> Compare(ArtifactKind kind, string before, string after)
    {
        var (old, now) = (Parts(kind, before), Parts(kind, after));
        if (old is null || now is null)
            return before == after ? [] : [new PartComparison("", null, PartChange.Changed, [new DetailChange("", before, after)])];
        var changes = new List<PartComparison>();
        foreach (var (id, part) in now)
            if (!old.TryGetValue(id, out var earlier))
                changes.Add(new PartComparison(id, part.Name, PartChange.Added, [.. part.Details.Select(detail => new DetailChange(detail.Key, null, detail.Value))]));
            else if (Differences(earlier.Details, part.Details, old, now) is { Count: > 0 } details)
                changes.Add(new PartComparison(id, part.Name ?? earlier.Name, PartChange.Changed, details));
        foreach (var (id, part) in old)
            if (!now.ContainsKey(id))
                changes.Add(new PartComparison(id, part.Name, PartChange.Removed, []));
        return changes;
    }

    private static List<DetailChange> Differences(
        SortedDictionary<string, string> before, SortedDictionary<string, string> after, Dictionary<string, Part> old, Dictionary<string, Part> now) =>
    [
        .. before.Keys.Union(after.Keys).Order(StringComparer.Ordinal)
            .Where(key => before.GetValueOrDefault(key) != after.GetValueOrDefault(key))
            .Select(key => new DetailChange(key, before.GetValueOrDefault(key), after.GetValueOrDefault(key))
            {
                BeforeName = Named(key, before.GetValueOrDefault(key), old),
                AfterName = Named(key, after.GetValueOrDefault(key), now),
            }),
    ];

    // Files point to their parts by id, in attributes whose names end so.
    private static LocalText? Named(string what, string? value, Dictionary<string, Part> parts) =>
        value is not null && (what.EndsWith("Ref", StringComparison.Ordinal) || what == "default" || what.EndsWith(" href", StringComparison.Ordinal))
            ? parts.GetValueOrDefault(value.TrimStart('#'))?.Name
            : null;

    private static Dictionary<string, Part>? Parts(ArtifactKind kind, string content)
    {
        try
        {
            return kind switch
            {
                ArtifactKind.Form => OfForm(content),
                ArtifactKind.Mail => OfMail(content),
                _ => OfXml(content),
            };
        }
        catch (Exception broken) when (broken is XmlException or System.Text.Json.JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // Every element with an id is a part; what it contains without an id of its own are its details, and so is what people see as one with it.
    private static Dictionary<string, Part> OfXml(string content)
    {
        using var reader = XmlReader.Create(new StringReader(content), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, MaxCharactersInDocument = Draft.LargestContent });
        var parts = new Dictionary<string, Part>(StringComparer.Ordinal);
        var elements = XDocument.Load(reader).Root!.DescendantsAndSelf().Where(element => element.Attribute("id") is not null && !IsDrawing(element) && !IsDetail(element)).ToList();
        var byId = elements.DistinctBy(element => element.Attribute("id")!.Value).ToDictionary(element => element.Attribute("id")!.Value, StringComparer.Ordinal);
        foreach (var (id, element) in byId)
        {
            var part = new Part(NameOf(element, byId));
            Describe(element, "", part.Details);
            parts.Add(id, part);
        }
        return parts;
    }

    private static LocalText? NameOf(XElement element, Dictionary<string, XElement> byId)
    {
        // A column of a table is called by its label; its name is that of a variable.
        if ((string?)element.Attribute("label") is { Length: > 0 } label)
            return new LocalText(label, DecisionTitles.Kept(element, "label.fa"), DecisionTitles.Kept(element, "label.zh"));
        if ((string?)element.Attribute("name") is { Length: > 0 } name)
            return new LocalText(name, DecisionTitles.Kept(element, "name.fa"), DecisionTitles.Kept(element, "name.zh"));
        return element.Name.LocalName == "sequenceFlow" && End("sourceRef") is { } from && End("targetRef") is { } to
            ? new LocalText($"{from.English} → {to.English}", $"{from.In(Language.Persian)} ← {to.In(Language.Persian)}", $"{from.In(Language.Chinese)} → {to.In(Language.Chinese)}")
            : TextCatalog.For(Language.English).Has($"designer.type.{element.Name.LocalName}") ? LocalText.Of($"designer.type.{element.Name.LocalName}") : null;

        LocalText? End(string attribute) => (string?)element.Attribute(attribute) is { } id && byId.TryGetValue(id, out var end) ? NameOf(end, byId) ?? new LocalText(id) : null;
    }

    private static void Describe(XElement element, string path, SortedDictionary<string, string> details)
    {
        foreach (var attribute in element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration && attribute.Name.LocalName is not ("id" or "modelerTemplateIcon")))
            Put(details, path + attribute.Name.LocalName, attribute.Value);
        if (!element.HasElements && element.Value.Trim() is { Length: > 0 } text)
            Put(details, path.Length > 0 ? path.TrimEnd(' ') : "text", text);
        foreach (var child in element.Elements().Where(child => (child.Attribute("id") is null || IsDetail(child)) && !IsDrawing(child)))
            // Flows say where they lead themselves; that a node knows them too is the same fact told twice.
            if (child.Name.LocalName is not ("incoming" or "outgoing" or "flowNodeRef"))
                DescribeChild(child, path, details);
    }

    private static void DescribeChild(XElement child, string path, SortedDictionary<string, string> details)
    {
        if (child.Name.LocalName is "extensionElements" or "properties" or "ioMapping" or "taskHeaders")
            Describe(child, path, details);
        else if (child.Name == Zeebe + "property")
            Put(details, path + (string?)child.Attribute("name"), (string?)child.Attribute("value") ?? "");
        else if (child.Name == Zeebe + "header")
            Put(details, path + (string?)child.Attribute("key"), (string?)child.Attribute("value") ?? "");
        else if (child.Name == Zeebe + "input" || child.Name == Zeebe + "output")
            Put(details, $"{path}{child.Name.LocalName} {(string?)child.Attribute("target")}", (string?)child.Attribute("source") ?? "");
        else
            Describe(child, $"{path}{child.Name.LocalName} ", details);
    }

    private static bool IsDetail(XElement element) =>
        element.Name.LocalName.EndsWith("EventDefinition", StringComparison.Ordinal) || element.Name.LocalName.EndsWith("LoopCharacteristics", StringComparison.Ordinal)
        || element.Name.LocalName.EndsWith("Expression", StringComparison.Ordinal);

    private static bool IsDrawing(XElement element) =>
        element.AncestorsAndSelf().Any(ancestor => ancestor.Name.LocalName is "BPMNDiagram" or "DMNDI");

    private static Dictionary<string, Part> OfForm(string content)
    {
        var parts = new Dictionary<string, Part>(StringComparer.Ordinal);
        if (JsonNode.Parse(content) is not JsonObject form)
            return parts;
        AddFields(form, parts);
        var whole = new Part(FormTitles.Of(content) ?? Named((string?)form["id"]));
        Describe(form, "", whole.Details);
        parts.TryAdd("", whole);
        return parts;
    }

    private static void AddFields(JsonObject parent, Dictionary<string, Part> parts)
    {
        if (parent["components"] is not JsonArray components)
            return;
        foreach (var field in components.OfType<JsonObject>())
        {
            var part = new Part(Said(field, "label") ?? Said(field, "text") ?? Named(Text(field["key"])));
            Describe(field, "", part.Details);
            parts.TryAdd(Text(field["id"]) ?? Text(field["key"]) ?? $"{parts.Count}", part);
            AddFields(field, parts);
        }
    }

    private static LocalText? Said(JsonObject field, string name) =>
        Text(field[name]) is { } text ? new LocalText(text, Text(field["properties"]?[name + ".fa"]), Text(field["properties"]?[name + ".zh"])) : null;

    private static void Describe(JsonNode node, string path, SortedDictionary<string, string> details)
    {
        if (node is JsonObject fields)
        {
            foreach (var (name, value) in fields)
                if (value is not null && name is not ("components" or "id" or "layout" or "exporter"))
                    Describe(value, path.Length == 0 ? name : $"{path}.{name}", details);
        }
        else if (node is JsonArray items)
            for (var index = 0; index < items.Count; index++)
            {
                if (items[index] is { } item)
                    Describe(item, $"{path}.{index + 1}", details);
            }
        else
            Put(details, path, node.ToString());
    }

    private static Dictionary<string, Part> OfMail(string content)
    {
        var parts = new Dictionary<string, Part>(StringComparer.Ordinal);
        foreach (var (language, source) in MailSource.Read(content) ?? throw new InvalidOperationException("This is no mail."))
        {
            var part = new Part(Named(LanguageCodes.OwnName(language)));
            foreach (var (block, index) in source.ReplaceLineEndings("\n").Split("=== ").Select((block, index) => (block, index)))
                if (block.Split(" ===\n", 2) is [var name, var text])
                    Put(part.Details, $"{index} {name}", text.TrimEnd());
            parts[LanguageCodes.Code(language)] = part;
        }
        return parts;
    }

    private static LocalText? Named(string? name) => name is null ? null : new LocalText(name);

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;

    private static void Put(SortedDictionary<string, string> details, string name, string value) =>
        details[name] = details.TryGetValue(name, out var other) ? $"{other}, {value}" : value;

    private sealed record Part(LocalText? Name)
    {
        public SortedDictionary<string, string> Details { get; } = new(StringComparer.Ordinal);
    }
}
