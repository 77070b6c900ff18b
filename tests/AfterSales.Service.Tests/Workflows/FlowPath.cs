using System.Text.Json;
using AfterSales.Feel.Values;
using AfterSales.TestSupport;

namespace AfterSales.Service.Tests.Workflows;

/// <summary>One step of a path: exactly one of task, timer and message is set.</summary>
/// <param name="Task">A user task to complete with <paramref name="Answers"/>, by form key.</param>
/// <param name="Timer">A timer to become due.</param>
/// <param name="Message">A message to publish for the case, with <paramref name="Variables"/>.</param>
internal sealed record PathStep(string? Task, string? Timer, string? Message, Dictionary<string, string>? Answers, JsonElement? Variables)
{
    public FeelContext MessageVariables => Variables is { } variables ? (FeelContext)FeelJson.Read(variables) : FeelContext.Empty;
}

/// <summary>One way through a shipped process, read from <c>paths/</c> (its README tells the format).</summary>
internal sealed record FlowPath(
    string Key, string ProcessId, FeelContext Case, FeelContext Variables, PathJobs Jobs, IReadOnlyList<PathStep> Steps, string Status, IReadOnlyList<string> Ends)
{
    private static readonly JsonSerializerOptions Options = JsonSerializerOptions.Web;

    /// <summary>Every path by <c>process-id/name</c>.</summary>
    public static IReadOnlyDictionary<string, FlowPath> All { get; } = ReadAll();

    /// <summary>True: the path also runs through the whole service, with the real handlers of the automatic steps.</summary>
    public bool InService { get; private init; }

    /// <summary>True: the path also runs with a restart of the engine after every step.</summary>
    public bool WithRestarts { get; private init; }

    /// <summary>What the process is started with.</summary>
    public FeelContext StartVariables => Variables.With("case", Case);

    public string CaseNumber => ((FeelString)Case.Entries["number"]).Value;

    public static FlowPath Complaint(string name) => All["complaint-handling/" + name];

    public static IEnumerable<FlowPath> Of(string processId) => All.Values.Where(path => path.ProcessId == processId);

    private static Dictionary<string, FlowPath> ReadAll()
    {
        var files = Directory.GetFiles(RepositoryRoot.Combine("tests", "AfterSales.Service.Tests", "Workflows", "paths"), "*.json")
            .Order(StringComparer.Ordinal)
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file), file => JsonDocument.Parse(File.ReadAllText(file)).RootElement);
        var steps = files
            .SelectMany(file => file.Value.GetProperty("steps").EnumerateObject().Select(step => (Key: $"{file.Key}:{step.Name}", Step: step.Value.Deserialize<PathStep>(Options)!)))
            .ToDictionary(step => step.Key, step => step.Step);
        return files.SelectMany(file => Read(file.Key, file.Value, steps)).ToDictionary(path => path.Key);
    }

    private static IEnumerable<FlowPath> Read(string fileName, JsonElement file, IReadOnlyDictionary<string, PathStep> steps)
    {
        var process = file.GetProperty("process").GetString()!;
        foreach (var path in file.GetProperty("paths").EnumerateArray())
        {
            var names = path.GetProperty("steps").EnumerateArray().Select(step => step.GetString()!);
            yield return new FlowPath(
                $"{fileName}/{path.GetProperty("name").GetString()}",
                process,
                CaseOf(file.GetProperty("request")),
                Merged(Context(file, "variables"), Context(path, "variables")),
                new PathJobs(Context(file, "jobs"), Context(path, "jobs")),
                [.. names.Select(name => steps[name.Contains(':') ? name : $"{fileName}:{name}"])],
                path.GetProperty("status").GetString()!,
                path.GetProperty("ends").Deserialize<List<string>>(Options)!)
            {
                InService = path.TryGetProperty("service", out var service) && service.GetBoolean(),
                WithRestarts = path.TryGetProperty("restarts", out var restarts) && restarts.GetBoolean(),
            };
        }
    }

    /// <summary>The case the service would start the process with.</summary>
    private static FeelContext CaseOf(JsonElement request) => ((FeelContext)FeelJson.Read(request))
        .With("number", FeelValue.Of("CMP-2026-0093"))
        .With("receivedAt", FeelValue.Of("2026-11-23T06:00:00Z"))
        .With("calendar", FeelValue.Of("iran"))
        .With("trackingCode", FeelValue.Of("7G2K-QM4T"));

    private static FeelContext Context(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) ? (FeelContext)FeelJson.Read(value) : FeelContext.Empty;

    private static FeelContext Merged(FeelContext first, FeelContext second) =>
        second.Entries.Aggregate(first, (all, entry) => all.With(entry.Key, entry.Value));
}
