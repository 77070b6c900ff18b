using System.Text;
using System.Xml;
using System.Xml.Linq;
using AfterSales.Bpmn.Reading;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Designer;

/// <summary>What people call something that was never in force: the name it carries within, else its id.</summary>
internal static class DraftTitles
{
    public static LocalText Of(ArtifactId id, string content) => id.Kind switch
    {
        ArtifactKind.Form => FormTitles.Of(content),
        ArtifactKind.Workflow when BpmnReader.Read(Encoding.UTF8.GetBytes(content)).Model is { } model => model.Processes.Select(process => Named(process.Name)).FirstOrDefault(),
        ArtifactKind.Decision => Named(LastDecision(content)),
        _ => null,
    } ?? new LocalText(id.Name);

    private static LocalText? Named(string? name) => string.IsNullOrWhiteSpace(name) ? null : new LocalText(name.Trim());

    // Of several, the last is what the others lead to: the library calls a file in force by it too.
    private static string? LastDecision(string content)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(content), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, MaxCharactersInDocument = Draft.LargestContent });
            return (string?)XDocument.Load(reader).Root!.Elements().LastOrDefault(element => element.Name.LocalName == "decision")?.Attribute("name");
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
