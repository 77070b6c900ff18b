using System.Text;
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
        ArtifactKind.Decision => DecisionTitles.Of(id.Name, content),
        ArtifactKind.Mail when MailSource.Read(content) is { } files => MailTitles.Of(language => files.GetValueOrDefault(language)),
        _ => null,
    } ?? new LocalText(id.Name);

    private static LocalText? Named(string? name) => string.IsNullOrWhiteSpace(name) ? null : new LocalText(name.Trim());
}
