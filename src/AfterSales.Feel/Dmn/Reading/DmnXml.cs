using System.Xml;
using System.Xml.Linq;

namespace AfterSales.Feel.Dmn.Reading;

/// <summary>
/// DMN files as XML, whatever version of DMN their namespace names. No document type definitions, so no entities
/// and nothing fetched from elsewhere.
/// </summary>
internal static class DmnXml
{
    public const int LargestFile = 5 * 1024 * 1024;
    public const int DeepestNesting = 200;

    /// <exception cref="XmlException">The bytes are not XML, hold a document type definition, or are nested too deeply.</exception>
    public static XDocument Load(ReadOnlyMemory<byte> xml)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = LargestFile,
        };
        using (var measure = XmlReader.Create(new MemoryStream(xml.ToArray(), writable: false), settings))
            while (measure.Read())
                if (measure.Depth > DeepestNesting)
                    throw new XmlException($"The file is nested deeper than {DeepestNesting} elements.");
        using var reader = XmlReader.Create(new MemoryStream(xml.ToArray(), writable: false), settings);
        return XDocument.Load(reader, LoadOptions.SetLineInfo);
    }

    /// <summary>The children of this name in a namespace of DMN.</summary>
    public static IEnumerable<XElement> Each(this XElement element, string name) =>
        element.Elements().Where(child => child.Is(name));

    public static XElement? One(this XElement element, string name) => element.Each(name).FirstOrDefault();

    public static bool Is(this XElement element, string name) =>
        element.Name.LocalName == name && element.Name.NamespaceName.Contains("omg.org/spec/DMN/", StringComparison.Ordinal);

    public static string? Value(this XElement element, string attribute) => element.Attribute(attribute)?.Value;

    public static string Id(this XElement element) => element.Value("id") ?? "";

    /// <summary>The text of the child <c>text</c>, without the spaces around it.</summary>
    public static string Text(this XElement? element) => element?.One("text")?.Value.Trim() ?? "";

    public static int Line(this XObject node) => node is IXmlLineInfo info && info.HasLineInfo() ? info.LineNumber : 0;
}
