using System.Xml;
using System.Xml.Linq;

namespace AfterSales.Service.Designer;

/// <summary>A step that names something of the library. A decision is named by its own id, which need not be that of its file.</summary>
public sealed record StepReference(string ElementId, ArtifactKind Kind, string Name)
{
    /// <summary>What is named, by its place in the library; a decision that no known file holds stands for itself.</summary>
    internal ArtifactId Artifact(IReadOnlyDictionary<string, string> decisionFiles) =>
        new(Kind, Kind == ArtifactKind.Decision ? decisionFiles.GetValueOrDefault(Name, Name) : Name);
}

/// <summary>
/// What the steps of a workflow name as plain text: called workflows, forms, decisions, and mails (the input <c>template</c> of a mail or notice
/// step and the property <c>mail.template</c> of a user task). Names that an expression works out are not known before the step runs.
/// </summary>
public static class StepReferences
{
    private static readonly XNamespace Zeebe = "http://camunda.org/schema/zeebe/1.0";

    /// <summary>Every reference; none for what is no XML.</summary>
    public static IReadOnlyList<StepReference> In(string bpmn)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(bpmn), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, MaxCharactersInDocument = Draft.LargestContent });
            var root = XDocument.Load(reader).Root!;
            return
            [
                .. Of(root.Descendants(Zeebe + "calledElement"), "processId", ArtifactKind.Workflow),
                .. Of(root.Descendants(Zeebe + "formDefinition"), "formId", ArtifactKind.Form),
                .. Of(root.Descendants(Zeebe + "calledDecision"), "decisionId", ArtifactKind.Decision),
                .. Of(root.Descendants(Zeebe + "input").Where(input => (string?)input.Attribute("target") == "template" && SendsMail(input)), "source", ArtifactKind.Mail),
                .. Of(root.Descendants(Zeebe + "property").Where(property => (string?)property.Attribute("name") == "mail.template"), "value", ArtifactKind.Mail),
            ];
        }
        catch (XmlException)
        {
            return [];
        }
    }

    private static bool SendsMail(XElement input) =>
        Owner(input)?.Descendants(Zeebe + "taskDefinition").Any(task => (string?)task.Attribute("type") is "aftersales:send-mail:1" or "aftersales:notify:1") == true;

    private static IEnumerable<StepReference> Of(IEnumerable<XElement> places, string attribute, ArtifactKind kind)
    {
        foreach (var place in places)
        {
            var text = (string?)place.Attribute(attribute) ?? "";
            // A text that is written as an expression, ="name", is plain all the same.
            if (text.StartsWith('='))
                text = text[1..].Trim() is ['"', .. var quoted, '"'] && !quoted.Contains('"', StringComparison.Ordinal) ? quoted : "";
            if (text.Length > 0 && Owner(place)?.Attribute("id")?.Value is { } id)
                yield return new StepReference(id, kind, text);
        }
    }

    private static XElement? Owner(XElement inside) => inside.Ancestors().FirstOrDefault(element => element.Name.LocalName == "extensionElements")?.Parent;
}
