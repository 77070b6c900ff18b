using System.Text.Json;
using AfterSales.TestSupport;

namespace AfterSales.Service.Tests.Traceability;

/// <summary>A step or rule that the source documents ask for, from <c>requirements.json</c>.</summary>
internal sealed record Requirement(string Id, string Section, string Text)
{
    private static readonly JsonElement File = JsonDocument.Parse(
        System.IO.File.ReadAllText(RepositoryRoot.Combine("tests", "AfterSales.Service.Tests", "Traceability", "requirements.json"))).RootElement;

    public static IReadOnlyList<Requirement> All { get; } = File.GetProperty("requirements").Deserialize<List<Requirement>>(JsonSerializerOptions.Web)!;

    /// <summary>Sections of the requirements by number, in order.</summary>
    public static IReadOnlyDictionary<string, string> Sections { get; } = File.GetProperty("sections").Deserialize<Dictionary<string, string>>()!;

    /// <summary>Requirements that no workflow element carries, each with where it is met or why it waits.</summary>
    public static IReadOnlyDictionary<string, string> Elsewhere { get; } = File.GetProperty("elsewhere").Deserialize<Dictionary<string, string>>()!;
}
