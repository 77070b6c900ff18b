using AfterSales.Feel.Values;

namespace AfterSales.Feel.Tests.Values;

/// <summary>Values for property tests.</summary>
internal static class RandomValues
{
    private static readonly string[] Texts = ["", "a", "with space", "\"quoted\" \\ back", "سلام", "🐎", "line\nbreak", "tab\t"];

    public static FeelValue Json(Random random, int depth) => random.Next(depth > 0 ? 7 : 5) switch
    {
        0 => FeelValue.Null,
        1 => FeelValue.Of(random.Next(2) == 0),
        2 => FeelValue.Of(random.Next(-1000, 1000)),
        3 => FeelValue.Of(new decimal(random.Next(), random.Next(), random.Next() >> 4, random.Next(2) == 0, (byte)random.Next(20))),
        4 => FeelValue.Of(Texts[random.Next(Texts.Length)]),
        5 => FeelValue.Of(Enumerable.Range(0, random.Next(4)).Select(_ => Json(random, depth - 1)).ToList()),
        _ => new FeelContext(Enumerable.Range(0, random.Next(4)).Select(i => KeyValuePair.Create($"entry {i}", Json(random, depth - 1)))),
    };

    public static FeelDateTime DateTime(Random random) => FeelValue.Of(new DateTimeOffset(
        random.NextInt64(TimeSpan.TicksPerDay * 400, System.DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay * 2), TimeSpan.FromMinutes(random.Next(-14 * 60, 14 * 60))));

    /// <summary>The value as an expression that yields it.</summary>
    public static string Source(FeelValue value)
    {
        var text = FeelValue.Of([value]).ToString();
        return text[1..^1].Length == 0 ? "null" : text[1..^1];
    }
}
