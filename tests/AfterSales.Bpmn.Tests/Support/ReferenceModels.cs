using AfterSales.TestSupport;

namespace AfterSales.Bpmn.Tests.Support;

/// <summary>The interchange models of the BPMN working group: files of many tools. <c>BPMN_MIWG</c> names their folder.</summary>
internal static class ReferenceModels
{
    public static IReadOnlyList<string> Files()
    {
        var folder = Repository.Data("BPMN_MIWG", "conformance", "miwg");
        Part.Require(Directory.Exists(folder), $"The BPMN MIWG reference models are not at {folder}; set BPMN_MIWG to their folder.");
        return Directory.GetFiles(folder, "*.bpmn").Order(StringComparer.Ordinal).ToList() is { Count: > 0 } files
            ? files
            : throw new InvalidOperationException($"Expected reference models in {folder}, but there are none.");
    }
}
