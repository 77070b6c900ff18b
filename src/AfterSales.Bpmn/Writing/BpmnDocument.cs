using System.Xml;
using System.Xml.Linq;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.Reading;

namespace AfterSales.Bpmn.Writing;

/// <summary>
/// A BPMN file that is read to be written again. It is kept whole: elements and attributes that nobody here knows, extensions of other tools, the
/// drawing, comments and order stay what they are; only what an edit names is changed. Lines end in line feeds, text is UTF-8.
/// </summary>
public sealed class BpmnDocument
{
    private static readonly XNamespace Bpmn = BpmnNamespaces.Bpmn;

    private readonly XDocument document;

    private BpmnDocument(XDocument document) => this.document = document;

    /// <summary>Id of the process; null where the file holds none or several.</summary>
    public string? ProcessId => document.Root!.Elements(Bpmn + "process").ToList() is [var process] ? (string?)process.Attribute("id") : null;

    /// <summary>The document, also of a file that could not run; null for a text that is no XML, or that has a document type definition.</summary>
    public static BpmnDocument? Read(string content)
    {
        try
        {
            using var reader = XmlReader.Create(
                new StringReader(content), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = BpmnReader.LargestFile });
            return new BpmnDocument(XDocument.Load(reader, LoadOptions.PreserveWhitespace));
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>Gives the only process another id, wherever the file refers to it; nothing happens when there is not exactly one.</summary>
    public void RenameProcess(string id)
    {
        if (ProcessId is not { } old)
            return;
        document.Root!.Element(Bpmn + "process")!.SetAttributeValue("id", id);
        if ((string?)document.Root.Attribute("id") == "Definitions_" + old)
            document.Root.SetAttributeValue("id", "Definitions_" + id);
        foreach (var reference in document.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "processRef" or "bpmnElement"))
            // References are qualified names, whose prefix stays what it is.
            if (reference.Value[(reference.Value.LastIndexOf(':') + 1)..] == old)
                reference.Value = reference.Value[..(reference.Value.LastIndexOf(':') + 1)] + id;
    }

    public string Write()
    {
        var text = new System.Text.StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        // A carriage return that a file writes as a reference would be lost as a plain character.
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true, NewLineHandling = NewLineHandling.Entitize }))
            // White space around the root is nobody's: a copy of a copy must not grow by it.
            foreach (var node in document.Nodes().Where(node => node is not XText))
            {
                node.WriteTo(writer);
                writer.WriteWhitespace("\n");
            }
        return text.ToString();
    }
}
