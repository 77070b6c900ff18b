using System.Globalization;
using System.Xml;
using AfterSales.Feel.Dmn.Reading;

namespace AfterSales.Feel.Dmn;

/// <summary>
/// Reads DMN 1.1 to 1.5 XML and compiles it. A document type definition and files over 5 MB are refused. Imports of
/// other models are not followed: an element that needs one is reported.
/// </summary>
public static class DmnReader
{
    public static DmnRead Read(ReadOnlyMemory<byte> xml, FeelCompiler feel)
    {
        var read = ReadTolerantly(xml, feel);
        return read.Problems.Count == 0 ? read : read with { Model = null };
    }

    /// <summary>Gives the model beside its problems; what is wrong in it evaluates to null.</summary>
    internal static DmnRead ReadTolerantly(ReadOnlyMemory<byte> xml, FeelCompiler feel)
    {
        if (xml.Length > DmnXml.LargestFile)
            return new DmnRead(null, [new DmnProblem("", 0, "The file is larger than 5 MB.")]);
        try
        {
            var root = DmnXml.Load(xml).Root!;
            return root.Is("definitions") ? new ModelReader(root, feel).Read()
                : new DmnRead(null, [new DmnProblem(root.Id(), root.Line(), "This is no DMN file: the outermost element is not <definitions> of a DMN namespace.")]);
        }
        catch (XmlException error)
        {
            return new DmnRead(null, [new DmnProblem("", error.LineNumber, string.Create(CultureInfo.InvariantCulture, $"The file cannot be read as XML: {error.Message}"))]);
        }
    }
}
