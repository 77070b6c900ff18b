using AfterSales.Engine.Commits;
using AfterSales.Feel.Values;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Designer.Replay;

/// <summary>What was decided or given at one step of a case.</summary>
internal enum GivenKind
{
    /// <summary>What the case began with.</summary>
    Start,

    /// <summary>A person completed a task.</summary>
    Task,

    /// <summary>An automatic step gave a result.</summary>
    Job,

    /// <summary>A message arrived.</summary>
    Message,

    /// <summary>An automatic step ended with a business error; which one is not known.</summary>
    Error,
}

/// <summary>One decision of a case.</summary>
internal sealed record Given(string ProcessId, string ElementId, GivenKind Kind, string? Variables, DateTimeOffset At);

/// <summary>The decisions of cases in the database.</summary>
internal static class GivenTable
{
    public static void Add(CommitContext commit, long rootKey, string processId, string elementId, GivenKind kind, FeelContext? variables) => commit.Execute(
        "INSERT INTO designer_given (given_key, root_key, process, element_id, kind, variables, given_at) VALUES (@key, @rootKey, @processId, @elementId, @kind, @variables, @now)",
        new { key = commit.NextKey(), rootKey, processId, elementId, kind = Code(kind), variables = variables is null ? null : FeelJson.ToJson(FeelJson.ToJsonValue(variables)), now = commit.Now.ToStored() });

    public static List<Given> Of(RowSource source, long rootKey) =>
        [.. source.List<(string Process, string ElementId, string Kind, string? Variables, long At)>(
            "SELECT process, element_id, kind, variables, given_at FROM designer_given WHERE root_key = @rootKey ORDER BY given_key", new { rootKey })
            .Select(row => new Given(row.Process, row.ElementId, Enum.Parse<GivenKind>(row.Kind, ignoreCase: true), row.Variables, Instants.FromStored(row.At)))];

    private static string Code(GivenKind kind) => kind switch
    {
        GivenKind.Start => "start",
        GivenKind.Task => "task",
        GivenKind.Job => "job",
        GivenKind.Message => "message",
        _ => "error",
    };
}
