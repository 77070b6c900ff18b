using System.Xml;
using System.Xml.Linq;

namespace AfterSales.Service.Designer;

/// <summary>A step that names a mail.</summary>
public sealed record MailReference(string ElementId, string Template);

/// <summary>
/// The mails that the steps of a workflow name as plain text: the input <c>template</c> of a mail or notice step and the property
/// <c>mail.template</c> of a user task. Names that an expression works out are not known before the step runs.
/// </summary>
public static class MailReferences
{
    private static readonly XNamespace Zeebe = "http://camunda.org/schema/zeebe/1.0";

    /// <summary>Every reference, in the order of the file; none for what is no XML.</summary>
    public static IReadOnlyList<MailReference> In(string bpmn)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(bpmn), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, MaxCharactersInDocument = Draft.LargestContent });
            var root = XDocument.Load(reader).Root!;
            return
            [
                .. root.Descendants(Zeebe + "input").Where(input => (string?)input.Attribute("target") == "template" && SendsMail(input)).Select(input => Of(input, "source"))
                    .Concat(root.Descendants(Zeebe + "property").Where(property => (string?)property.Attribute("name") == "mail.template").Select(property => Of(property, "value")))
                    .OfType<MailReference>(),
            ];
        }
        catch (XmlException)
        {
            return [];
        }
    }

    private static bool SendsMail(XElement input) =>
        Owner(input)?.Descendants(Zeebe + "taskDefinition").Any(task => (string?)task.Attribute("type") is "aftersales:send-mail:1" or "aftersales:notify:1") == true;

    private static MailReference? Of(XElement reference, string attribute)
    {
        var text = (string?)reference.Attribute(attribute) ?? "";
        // A text that is written as an expression, ="name", is plain all the same.
        if (text.StartsWith('='))
            text = text[1..].Trim() is ['"', .. var quoted, '"'] && !quoted.Contains('"', StringComparison.Ordinal) ? quoted : "";
        return text.Length > 0 && Owner(reference)?.Attribute("id")?.Value is { } id ? new MailReference(id, text) : null;
    }

    private static XElement? Owner(XElement inside) => inside.Ancestors().FirstOrDefault(element => element.Name.LocalName == "extensionElements")?.Parent;
}
