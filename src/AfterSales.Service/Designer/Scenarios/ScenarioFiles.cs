using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using AfterSales.Service.Designer.Runs;

namespace AfterSales.Service.Designer.Scenarios;

/// <summary>A scenario as files hold it.</summary>
public sealed record WrittenScenario(string Name, RunScript Script, Expectation Expected);

/// <summary>
/// Scenarios as files: <c>scenarios/&lt;process&gt;.json</c> beside the workflows, <c>{"process": …, "scenarios": [{"name", "script", "expected"}]}</c>.
/// </summary>
public static class ScenarioFiles
{
    /// <summary>The folder below <c>workflows/</c>.</summary>
    public const string Folder = "scenarios";

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        WriteIndented = true,
    };

    public static string PathOf(string processId) => $"{Folder}/{processId}.json";

    public static byte[] Write(string processId, IEnumerable<WrittenScenario> scenarios) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(new Content(processId, [.. scenarios.OrderBy(scenario => scenario.Name, StringComparer.Ordinal)]), Format), (byte)'\n'];

    /// <summary>The scenarios of a file by process; null with a sentence where it holds none or they cannot be read.</summary>
    public static (string ProcessId, IReadOnlyList<WrittenScenario> Scenarios)? Read(string json, out string? problem)
    {
        problem = null;
        try
        {
            if (JsonSerializer.Deserialize<Content>(json, Format) is { } content && ArtifactId.IsName(content.Process))
            {
                var wrong = content.Scenarios.FirstOrDefault(scenario =>
                    string.IsNullOrWhiteSpace(scenario.Name) || scenario.Name.Length > Scenario.LongestName || scenario.Script.Process != content.Process || scenario.Script.Actions.Count > RunScript.MostActions);
                problem = wrong is null ? null : $"The scenario '{wrong.Name}' has no name, is of another process or has more than {RunScript.MostActions} actions.";
                return wrong is null ? (content.Process, content.Scenarios) : null;
            }
            problem = "It names no process.";
        }
        catch (JsonException broken)
        {
            problem = broken.Message;
        }
        return null;
    }

    /// <summary>The scenario files below a folder of workflows; what cannot be read is told.</summary>
    public static IEnumerable<(string File, string ProcessId, IReadOnlyList<WrittenScenario> Scenarios, string? Problem)> In(string workflows)
    {
        var folder = Path.Combine(workflows, Folder);
        if (!System.IO.Directory.Exists(folder))
            yield break;
        foreach (var path in System.IO.Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
            yield return Read(File.ReadAllText(path, Encoding.UTF8), out var problem) is { } read ? (Path.GetFileName(path), read.ProcessId, read.Scenarios, null) : (Path.GetFileName(path), "", [], problem);
    }

    private sealed record Content(string Process, IReadOnlyList<WrittenScenario> Scenarios);
}
