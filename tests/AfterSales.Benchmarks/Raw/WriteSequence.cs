using AfterSales.Benchmarks.Recording;

namespace AfterSales.Benchmarks.Raw;

/// <summary>
/// The writes of one instance, by commit, with its keys taken out so that other instances can be written in the same way.
/// </summary>
internal sealed record WriteSequence(IReadOnlyList<IReadOnlyList<Write>> Commits, int Keys)
{
    // Keys are 64-bit numbers far above any count or time in milliseconds.
    private const long SmallestKey = 1_000_000_000_000_000;

    /// <summary>Everything the engine writes, in its commits: rows, their changes, their removal.</summary>
    public static WriteSequence OfEverything(InstanceRecording recording) => Of(recording, statement => statement.IsWrite, oneCommit: false);

    /// <summary>Only the rows that stay, each written once, all in one commit: less than any engine can do that survives a crash between the steps.</summary>
    public static WriteSequence OfKeptRows(InstanceRecording recording)
    {
        var removed = recording.One.Where(statement => statement.Verb == "DELETE").Select(statement => statement.Table).ToHashSet();
        return Of(recording, statement => statement.Verb == "INSERT" && !removed.Contains(statement.Table), oneCommit: true);
    }

    private static WriteSequence Of(InstanceRecording recording, Func<Statement, bool> which, bool oneCommit)
    {
        var slots = new Dictionary<long, int>();
        var commits = recording.One.Where(which)
            .GroupBy(statement => oneCommit ? 0 : statement.Transaction)
            .Select(IReadOnlyList<Write> (commit) => [.. commit.Select(Template)])
            .ToList();
        return new WriteSequence(commits, slots.Count);

        Write Template(Statement statement) => new(statement.Sql, [.. statement.Parameters.Select(parameter => new Argument(
            parameter.Name, parameter.Value, parameter.Value is long key && key >= SmallestKey && key != recording.DefinitionKey ? Slot(key) : null))]);

        int Slot(long key) => slots.TryGetValue(key, out var slot) ? slot : slots[key] = slots.Count;
    }
}

internal sealed record Write(string Sql, IReadOnlyList<Argument> Arguments);

/// <param name="KeySlot">Which of the instance's keys stands here; null for a value that is the same in every instance.</param>
internal sealed record Argument(string Name, object? Value, int? KeySlot);
