using System.Xml.Linq;
using AfterSales.TestSupport;
using Xunit;

namespace AfterSales.Service.Tests.Workflows;

/// <summary>The workflows that ship with the product, as files: what a process owner would open in a modeler.</summary>
internal static class WorkflowFiles
{
    public static readonly XNamespace Bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    public static readonly XNamespace Zeebe = "http://camunda.org/schema/zeebe/1.0";
    public static readonly XNamespace Dmn = "https://www.omg.org/spec/DMN/20191111/MODEL/";

    public static string Folder { get; } = RepositoryRoot.Combine("workflows");

    public static string[] DiagramPaths { get; } = Sorted(Folder, "*.bpmn");

    public static string[] FormPaths { get; } = Sorted(Path.Combine(Folder, "forms"), "*.form");

    public static string[] DecisionPaths { get; } = Sorted(Path.Combine(Folder, "decisions"), "*.dmn");

    /// <summary>File names for theories, so that a failing test names its file.</summary>
    public static TheoryData<string> Diagrams => new(DiagramPaths.Select(Path.GetFileName)!);

    public static TheoryData<string> Forms => new(FormPaths.Select(Path.GetFileName)!);

    public static TheoryData<string> Decisions => new(DecisionPaths.Select(Path.GetFileName)!);

    public static XDocument Diagram(string fileName) => XDocument.Load(Path.Combine(Folder, fileName), LoadOptions.SetLineInfo);

    public static IEnumerable<XDocument> AllDiagrams => DiagramPaths.Select(path => XDocument.Load(path));

    /// <summary>The <c>zeebe:properties</c> of an element.</summary>
    public static IReadOnlyDictionary<string, string> Properties(XElement element) =>
        element.Element(Bpmn + "extensionElements")?.Element(Zeebe + "properties")?.Elements(Zeebe + "property")
            .ToDictionary(property => (string)property.Attribute("name")!, property => (string)property.Attribute("value")!)
        ?? [];

    public static IEnumerable<XElement> Extensions(XElement element, string name) =>
        element.Element(Bpmn + "extensionElements")?.Elements(Zeebe + name) ?? [];

    private static string[] Sorted(string folder, string pattern) =>
        [.. Directory.GetFiles(folder, pattern).Order(StringComparer.Ordinal)];
}
