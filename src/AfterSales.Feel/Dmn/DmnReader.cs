namespace AfterSales.Feel.Dmn;

/// <summary>Reads DMN 1.2 to 1.5 XML. A document type definition and files over 5 MB are refused.</summary>
public static class DmnReader
{
    public static DmnRead Read(ReadOnlyMemory<byte> xml, FeelCompiler feel) => throw new NotImplementedException($"{xml.Length} {feel}");
}
