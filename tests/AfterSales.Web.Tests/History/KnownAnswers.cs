using System.Text.Json;
using AfterSales.TestSupport;

namespace AfterSales.Web.Tests.History;

/// <summary>The answers that the path tables of the shipped workflows give to their forms, along a path or to a task in general.</summary>
internal sealed class KnownAnswers
{
    private readonly Dictionary<string, JsonElement> _tables;
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> _usual = [];

    public KnownAnswers()
    {
        _tables = Directory.GetFiles(RepositoryRoot.Combine("tests", "AfterSales.Service.Tests", "Workflows", "paths"), "*.json")
            .Order(StringComparer.Ordinal).ToDictionary(file => Path.GetFileNameWithoutExtension(file), file => JsonDocument.Parse(File.ReadAllText(file)).RootElement);
        foreach (var (task, answers) in _tables.Values.SelectMany(table => table.GetProperty("steps").EnumerateObject()).Select(step => Told(step.Value)).OfType<(string, Dictionary<string, string>)>())
            _usual.TryAdd(task, answers);
    }

    /// <summary>What is answered on the way of a path, by task and in order; its timers and messages are left out.</summary>
    public Dictionary<string, Queue<IReadOnlyDictionary<string, string>>> Along(string process, string path)
    {
        var along = new Dictionary<string, Queue<IReadOnlyDictionary<string, string>>>();
        var steps = _tables[process].GetProperty("paths").EnumerateArray().Single(one => one.GetProperty("name").GetString() == path).GetProperty("steps");
        foreach (var name in steps.EnumerateArray().Select(step => step.GetString()!.Split(':')))
            if (Told(_tables[name.Length > 1 ? name[0] : process].GetProperty("steps").GetProperty(name[^1])) is var (task, answers))
                (along.TryGetValue(task, out var queue) ? queue : along[task] = new()).Enqueue(answers);
        return along;
    }

    /// <summary>What is answered where no path says anything; empty for a task no table knows.</summary>
    public IReadOnlyDictionary<string, string> Usual(string task) => _usual.GetValueOrDefault(task) ?? new Dictionary<string, string>();

    private static (string Task, Dictionary<string, string> Answers)? Told(JsonElement step) =>
        step.TryGetProperty("task", out var task)
            ? (task.GetString()!, step.TryGetProperty("answers", out var answers) ? answers.EnumerateObject().ToDictionary(one => one.Name, one => one.Value.ToString()) : [])
            : null;
}
