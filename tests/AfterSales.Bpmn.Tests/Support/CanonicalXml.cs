using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace AfterSales.Bpmn.Tests.Support;

/// <summary>
/// XML as one text per document: what two writings of the same document have in common. Attributes and namespace declarations are sorted; everything else
/// (elements, prefixes, text with its white space, comments, processing instructions, order) is kept.
/// </summary>
internal static class CanonicalXml
{
    public static string Of(string xml)
    {
        using var reader = XmlReader.Create(new StringReader(xml), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        var text = new StringBuilder();
        foreach (var node in XDocument.Load(reader, LoadOptions.PreserveWhitespace).Nodes().Where(node => node is not XText))
            Write(node, text);
        return text.ToString();
    }

    private static void Write(XNode node, StringBuilder text)
    {
        switch (node)
        {
            case XElement element:
                text.Append('<').Append(element.GetPrefixOfNamespace(element.Name.Namespace)).Append(' ').Append(element.Name);
                foreach (var attribute in element.Attributes().OrderBy(attribute => attribute.IsNamespaceDeclaration ? 0 : 1).ThenBy(attribute => attribute.Name.ToString(), StringComparer.Ordinal))
                    text.Append("\n @").Append(attribute.Name).Append('=').Append(attribute.Value.Replace("\n", "\\n", StringComparison.Ordinal));
                text.Append('>');
                foreach (var child in element.Nodes())
                    Write(child, text);
                text.Append("</>");
                break;
            case XText value:
                text.Append(value.Value.Replace("\r", "\\r", StringComparison.Ordinal));
                break;
            case XComment comment:
                text.Append("<!--").Append(comment.Value).Append("-->");
                break;
            case XProcessingInstruction instruction:
                text.Append("<?").Append(instruction.Target).Append(' ').Append(instruction.Data).Append("?>");
                break;
        }
    }
}
