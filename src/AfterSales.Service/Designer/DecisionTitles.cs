using System.Xml;
using System.Xml.Linq;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Designer;

/// <summary>What people call a file of decisions: the name of the decision with the file's id, else of the last, to which the others lead.</summary>
internal static class DecisionTitles
{
    private static readonly XNamespace Zeebe = "http://camunda.org/schema/zeebe/1.0";

    /// <summary>The name in every language it was given in; null where the text is no file of decisions or its decision has no name.</summary>
    public static LocalText? Of(string file, string content)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(content), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, MaxCharactersInDocument = Draft.LargestContent });
            var decisions = XDocument.Load(reader).Root!.Elements().Where(element => element.Name.LocalName == "decision").ToList();
            var decision = decisions.Find(element => (string?)element.Attribute("id") == file) ?? decisions.LastOrDefault();
            return (string?)decision?.Attribute("name") is { } name && !string.IsNullOrWhiteSpace(name)
                ? new LocalText(name.Trim(), Kept(decision!, "name.fa"), Kept(decision!, "name.zh"))
                : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>A text that is kept beside an element of a file: <c>name.fa</c>, <c>label.zh</c>; null where there is none.</summary>
    internal static string? Kept(XElement element, string name) => (string?)element.Elements().Where(child => child.Name.LocalName == "extensionElements")
        .Elements(Zeebe + "properties").Elements(Zeebe + "property").FirstOrDefault(property => (string?)property.Attribute("name") == name)?.Attribute("value");
}
