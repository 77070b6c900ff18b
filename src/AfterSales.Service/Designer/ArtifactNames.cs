using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using AfterSales.Bpmn.Writing;

namespace AfterSales.Service.Designer;

/// <summary>The ids that files carry within themselves, read tolerantly: a draft may be unfinished.</summary>
public static class ArtifactNames
{
    /// <summary>Id of the process; null where the text is no BPMN or holds no process or several.</summary>
    public static string? OfWorkflow(string content) => BpmnDocument.Read(content)?.ProcessId;

    /// <summary>Id of the form; null where the text is no form.</summary>
    public static string? OfForm(string content)
    {
        try
        {
            return JsonNode.Parse(content) is JsonObject form && form["id"] is JsonValue id && id.GetValueKind() == JsonValueKind.String ? id.GetValue<string>() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The same file under another id: for a copy that lives beside its original.</summary>
    public static string Rename(ArtifactKind kind, string content, string name) => kind switch
    {
        ArtifactKind.Workflow => RenameWorkflow(content, name),
        ArtifactKind.Form => RenameForm(content, name),
        ArtifactKind.Decision => RenameDecisions(content, name),
        _ => content,
    };

    /// <summary>
    /// The same file under another title. Titles in other languages are taken away: they are those of the original. A mail has none.
    /// </summary>
    public static string Retitle(ArtifactKind kind, string content, string title) => kind switch
    {
        ArtifactKind.Workflow => RetitleWorkflow(content, title),
        ArtifactKind.Form => RetitleForm(content, title),
        ArtifactKind.Decision => RetitleDecision(content, title),
        _ => content,
    };

    // People read the title at the pool, where there is one.
    private static string RetitleWorkflow(string content, string title)
    {
        if (Load(content) is not { } document || document.Root!.Elements().Where(element => element.Name.LocalName == "process").ToList() is not [var process])
            return content;
        var pools = document.Root.Descendants().Where(element => element.Name.LocalName == "participant" && (string?)element.Attribute("processRef") == (string?)process.Attribute("id"));
        foreach (var named in pools.Prepend(process).ToList())
        {
            named.SetAttributeValue("name", title);
            named.Elements().Where(element => element.Name.LocalName == "extensionElements").Elements().Elements()
                .Where(property => (string?)property.Attribute("name") is "name.fa" or "name.zh").Remove();
        }
        return Write(document);
    }

    private static string RetitleForm(string content, string title)
    {
        if (Parse(content) is not { } form)
            return content;
        if (form["aftersales"] is not JsonObject own)
            form["aftersales"] = own = [];
        own["title"] = new JsonObject { ["en"] = title };
        return Write(form);
    }

    // Of several, the last is what the others lead to: the library calls a file by it.
    private static string RetitleDecision(string content, string title)
    {
        if (Load(content) is not { } document || document.Root!.Elements().LastOrDefault(element => element.Name.LocalName == "decision") is not { } decision)
            return content;
        document.Root.SetAttributeValue("name", title);
        decision.SetAttributeValue("name", title);
        decision.Elements().Where(element => element.Name.LocalName == "extensionElements").Elements().Elements()
            .Where(property => (string?)property.Attribute("name") is "name.fa" or "name.zh").Remove();
        return Write(document);
    }

    private static JsonObject? Parse(string form)
    {
        try
        {
            return JsonNode.Parse(form) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Write(JsonObject form) =>
        form.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";

    private static string RenameWorkflow(string content, string name)
    {
        if (BpmnDocument.Read(content) is not { ProcessId: not null } document)
            return content;
        document.RenameProcess(name);
        return document.Write();
    }

    private static string RenameForm(string content, string name)
    {
        if (Parse(content) is not { } form)
            return content;
        form["id"] = name;
        return Write(form);
    }

    // Decisions are asked for by their own ids: a copy gets new ones, or it would come into force in place of its original.
    private static string RenameDecisions(string content, string name)
    {
        if (Load(content) is not { } document)
            return content;
        var root = document.Root!;
        var decisions = root.Elements(root.Name.Namespace + "decision").ToList();
        var ids = decisions.Select((decision, index) => (Old: (string?)decision.Attribute("id") ?? "", New: index == decisions.Count - 1 ? name : $"{name}-{index + 1}"))
            .Append(((string?)root.Attribute("id") ?? "", "Definitions_" + name)).Where(pair => pair.Item1.Length > 0).DistinctBy(pair => pair.Item1).ToDictionary(pair => pair.Item1, pair => pair.Item2);
        foreach (var attribute in document.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "id" or "href" or "dmnElementRef").ToList())
            if (ids.TryGetValue(attribute.Value.TrimStart('#'), out var id))
                attribute.Value = attribute.Value.StartsWith('#') ? "#" + id : id;
        return Write(document);
    }

    private static XDocument? Load(string content)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(content), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, MaxCharactersInDocument = Draft.LargestContent });
            return XDocument.Load(reader, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static string Write(XDocument document) => "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + document.Root!.ToString(SaveOptions.DisableFormatting) + "\n";
}
