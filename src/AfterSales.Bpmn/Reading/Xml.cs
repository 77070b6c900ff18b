using System.Xml;
using System.Xml.Linq;
using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Reading;

/// <summary>Small questions to XML elements.</summary>
internal static class Xml
{
    public static int Line(XObject node) => ((IXmlLineInfo)node).HasLineInfo() ? ((IXmlLineInfo)node).LineNumber : 0;

    public static bool IsBpmn(XElement element) => element.Name.NamespaceName == BpmnNamespaces.Bpmn;

    public static IEnumerable<XElement> Bpmn(XElement parent, string name) => parent.Elements(XName.Get(name, BpmnNamespaces.Bpmn));

    /// <summary>The attribute, trimmed; null when absent or empty.</summary>
    public static string? Attribute(XElement element, string name) => element.Attribute(name)?.Value.Trim() is { Length: > 0 } value ? value : null;

    /// <summary>An attribute of type <c>xsd:boolean</c>.</summary>
    public static bool Flag(XElement element, string name, bool otherwise) => Attribute(element, name) switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => otherwise,
    };

    /// <summary>
    /// What a reference names: the attribute holds a qualified name, of which our ids are the local part.
    /// </summary>
    public static string? Reference(string? qualifiedName) => qualifiedName?[(qualifiedName.LastIndexOf(':') + 1)..];

    public static string Id(XElement element) => Attribute(element, "id") ?? "";

    public static string? Documentation(XElement element)
    {
        var texts = Bpmn(element, "documentation").Select(text => text.Value.Trim()).Where(text => text.Length > 0);
        return string.Join("\n", texts) is { Length: > 0 } documentation ? documentation : null;
    }

    public static IReadOnlyList<Extension> Extensions(XElement element) =>
        [.. Bpmn(element, "extensionElements").Elements().Select(Extension)];

    public static Extension Extension(XElement element) => new(
        element.Name.NamespaceName,
        element.Name.LocalName,
        Line(element),
        Attributes(element),
        [.. element.Elements().Select(Extension)]);

    public static IReadOnlyDictionary<string, string> Attributes(XElement element) => element.Attributes()
        .Where(attribute => attribute.Name.Namespace == XNamespace.None)
        .ToDictionary(attribute => attribute.Name.LocalName, attribute => attribute.Value, StringComparer.Ordinal);
}
