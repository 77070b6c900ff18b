using System.Xml;
using System.Xml.Linq;
using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Reading;

/// <summary>
/// Reads BPMN 2.0 XML from people we do not trust. Never throws for what is in the file: document type definitions
/// (and with them external entities and entity bombs), nesting beyond any diagram and files over
/// <see cref="LargestFile"/> bytes are refused, everything else that is wrong comes back with its line.
/// </summary>
public static class BpmnReader
{
    /// <summary>5 MB: ten times the largest process diagram we know.</summary>
    public const int LargestFile = 5 * 1024 * 1024;

    /// <summary>Far deeper than sub-processes are drawn, far shallower than what overflows a stack.</summary>
    private const int DeepestNesting = 100;

    public static BpmnRead Read(ReadOnlyMemory<byte> xml)
    {
        if (xml.Length > LargestFile)
            return Refused(ProblemCodes.FileTooLarge, 0, $"The file has {xml.Length} bytes; {LargestFile} are allowed.");
        try
        {
            if (TooDeep(xml) is { } line)
                return Refused(ProblemCodes.XmlTooDeep, line, $"The elements of the file are nested more than {DeepestNesting} deep.");
            using var reader = Open(xml);
            return ReadDefinitions(XDocument.Load(reader, LoadOptions.SetLineInfo).Root!);
        }
        catch (XmlException problem) when (problem.Message.Contains("DTD", StringComparison.Ordinal))
        {
            return Refused(ProblemCodes.XmlForbidden, LineOfDoctype(xml.Span), "The file has a document type definition (<!DOCTYPE>); they are not allowed.");
        }
        catch (XmlException problem)
        {
            return Refused(ProblemCodes.XmlInvalid, problem.LineNumber, $"The file is not well-formed XML: {problem.Message}");
        }
        catch (Exception problem) when (problem is ArgumentException or NotSupportedException or InvalidOperationException or System.Text.DecoderFallbackException)
        {
            // The XML reader reports encodings it cannot use in these ways.
            return Refused(ProblemCodes.XmlInvalid, 1, $"The file cannot be read as XML: {problem.Message}");
        }
    }

    private static BpmnRead ReadDefinitions(XElement root)
    {
        if (root.Name != XName.Get("definitions", BpmnNamespaces.Bpmn))
            return Refused(ProblemCodes.NotBpmn, Xml.Line(root), $"Expected the root element <definitions> of BPMN 2.0, but it is <{root.Name.LocalName}> of '{root.Name.NamespaceName}'.");
        return new BpmnRead(DefinitionsReader.Read(root), []);
    }

    private static int? TooDeep(ReadOnlyMemory<byte> xml)
    {
        using var reader = Open(xml);
        while (reader.Read())
            if (reader.Depth > DeepestNesting)
                return ((IXmlLineInfo)reader).LineNumber;
        return null;
    }

    /// <summary>The XML reader does not say where it met the declaration.</summary>
    private static int LineOfDoctype(ReadOnlySpan<byte> xml) => 1 + xml[..Math.Max(0, xml.IndexOf("<!DOCTYPE"u8))].Count((byte)'\n');

    private static XmlReader Open(ReadOnlyMemory<byte> xml) => XmlReader.Create(
        new MemoryStream(xml.ToArray(), writable: false),
        new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            MaxCharactersInDocument = LargestFile,
        });

    private static BpmnRead Refused(string code, int line, string message) => new(null, [new BpmnProblem(code, null, line, message)]);
}
