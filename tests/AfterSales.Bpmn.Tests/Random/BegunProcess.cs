namespace AfterSales.Bpmn.Tests.Random;

/// <summary>What begins a process without a none start event.</summary>
internal enum BegunByKind
{
    ReceiveTasks,
    ConditionalStarts,
    FirstOfSeveral,
    AllOfSeveral,
}

/// <summary>A process that events begin, each with a way of its own behind it.</summary>
/// <param name="First">The event that begins the instance.</param>
internal sealed record BegunProcess(BegunByKind Kind, IReadOnlyList<Block> Ways, int First)
{
    public static BegunProcess Of(int seed)
    {
        var random = new System.Random(seed);
        var blocks = new BlockGenerator(seed);
        var ways = Enumerable.Range(0, random.Next(2, 4)).Select(_ => blocks.Process(depth: 3)).ToList();
        return new BegunProcess((BegunByKind)random.Next(4), ways, random.Next(ways.Count));
    }

    /// <summary>The element that begins a way.</summary>
    public static string Id(int way) => $"begin{way}";

    public string Show() => $"{Kind}, begun by {Id(First)}: {string.Join(" , ", Ways.Select(way => way.Show()))}";
}
