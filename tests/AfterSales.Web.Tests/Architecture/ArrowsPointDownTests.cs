using System.Reflection;
using System.Xml.Linq;
using AfterSales.TestSupport;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Architecture;

/// <summary>The house of the design: Feel, Bpmn, Engine, Service, Web, each knowing only what lies below.</summary>
public sealed class ArrowsPointDownTests
{
    private static readonly string[] Floors = ["Feel", "Bpmn", "Engine", "Service", "Web"];

    [Fact]
    public void A_project_references_only_projects_below_it()
    {
        foreach (var (floor, height) in Floors.Select((floor, height) => (floor, height)))
            foreach (var reference in ProjectReferences(floor))
                Array.IndexOf(Floors, reference).ShouldBeInRange(0, height - 1,
                    $"AfterSales.{floor} must not reference AfterSales.{reference}");
    }

    [Fact]
    public void A_compiled_assembly_uses_only_assemblies_below_it()
    {
        foreach (var (floor, height) in Floors.Select((floor, height) => (floor, height)))
        {
            var used = Assembly.Load($"AfterSales.{floor}").GetReferencedAssemblies()
                .Select(name => name.Name!)
                .Where(name => name.StartsWith("AfterSales.", StringComparison.Ordinal))
                .Select(name => name["AfterSales.".Length..]);
            foreach (var other in used)
                Array.IndexOf(Floors, other).ShouldBeInRange(0, height - 1, $"AfterSales.{floor} uses AfterSales.{other}");
        }
    }

    [Theory]
    [InlineData("Feel")]
    [InlineData("Bpmn")]
    public void The_pure_libraries_need_no_package(string floor) =>
        Project(floor).Descendants("PackageReference").ShouldBeEmpty(
            "the interpreter and the expression language do no I/O, so they need nobody's code");

    [Fact]
    public void A_folder_is_a_concept_not_a_kind_of_class()
    {
        string[] kinds = ["Helpers", "Managers", "Interfaces", "Utils", "Utilities", "Impl", "Common", "Misc", "Extensions"];
        var folders = Directory.EnumerateDirectories(RepositoryRoot.Combine("src"), "*", SearchOption.AllDirectories)
            .Where(folder => !folder.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules" or "wwwroot"))
            .Select(folder => Path.GetFileName(folder)!);
        folders.Intersect(kinds, StringComparer.OrdinalIgnoreCase).ShouldBeEmpty();
    }

    private static IEnumerable<string> ProjectReferences(string floor) =>
        Project(floor).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))
            .Select(name => name["AfterSales.".Length..]);

    private static XDocument Project(string floor) =>
        XDocument.Load(RepositoryRoot.Combine("src", $"AfterSales.{floor}", $"AfterSales.{floor}.csproj"));
}
