using System.Text.Json;
using AfterSales.Feel.Values;
using AfterSales.TestSupport;

namespace AfterSales.Service.Tests.Workflows;

/// <summary>One step of a path: exactly one of the three is set.</summary>
/// <param name="Task">A user task to complete with <paramref name="Answers"/>, by form key.</param>
/// <param name="Timer">A timer to become due.</param>
/// <param name="Message">A message to publish for the case.</param>
internal sealed record PathStep(string? Task, string? Timer, string? Message, Dictionary<string, string>? Answers);

/// <summary>One way through complaint handling, read from <c>paths.json</c>.</summary>
internal sealed record ComplaintPath(string Name, string Description, IReadOnlyList<PathStep> Steps, string Status, IReadOnlyList<string> Ends)
{
    private static readonly JsonDocument File = JsonDocument.Parse(
        System.IO.File.ReadAllText(RepositoryRoot.Combine("tests", "AfterSales.Service.Tests", "Workflows", "paths.json")));

    public static IReadOnlyDictionary<string, ComplaintPath> All { get; } = Read();

    /// <summary>The case the service would start the process with.</summary>
    public static FeelContext Case()
    {
        var request = (FeelContext)FeelJson.Read(File.RootElement.GetProperty("request"));
        return request
            .With("number", FeelValue.Of("CMP-2026-0093"))
            .With("receivedAt", FeelValue.Of("2026-11-23T06:00:00Z"))
            .With("calendar", FeelValue.Of("iran"))
            .With("trackingCode", FeelValue.Of("7G2K-QM4T"));
    }

    private static Dictionary<string, ComplaintPath> Read()
    {
        var options = JsonSerializerOptions.Web;
        var steps = File.RootElement.GetProperty("steps").Deserialize<Dictionary<string, PathStep>>(options)!;
        return File.RootElement.GetProperty("paths").EnumerateArray()
            .Select(path => new ComplaintPath(
                path.GetProperty("name").GetString()!,
                path.GetProperty("description").GetString()!,
                [.. path.GetProperty("steps").EnumerateArray().Select(step => steps[step.GetString()!])],
                path.GetProperty("status").GetString()!,
                path.GetProperty("ends").Deserialize<List<string>>(options)!))
            .ToDictionary(path => path.Name);
    }
}
