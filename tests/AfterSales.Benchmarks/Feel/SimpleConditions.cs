using System.Diagnostics;
using AfterSales.Feel;
using AfterSales.Feel.Values;

namespace AfterSales.Benchmarks.Feel;

/// <summary>Evaluations per second of conditions as sequence flows have them, compiled once.</summary>
internal static class SimpleConditions
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.7);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(1.3);

    public static readonly string[] Sources =
        ["accepted", "amount > 1000", "amount > 1000 and customer = \"Northern Pumps\"", "rating >= 2 and (not(accepted) or amount <= 5000)"];

    /// <summary>Per thread, when <paramref name="threads"/> of them evaluate at once.</summary>
    public static double PerThread(int threads)
    {
        var rates = new double[threads];
        var running = Enumerable.Range(0, threads).Select(i => new Thread(() =>
        {
            Evaluate(WarmUp);
            rates[i] = Evaluate(Measured);
        })).ToList();
        running.ForEach(thread => thread.Start());
        running.ForEach(thread => thread.Join());
        return rates.Average();
    }

    private static double Evaluate(TimeSpan duration)
    {
        const int Round = 1_000;
        var compiler = new FeelCompiler();
        var expressions = Sources.Select(source => compiler.Expression(source).Value!).ToArray();
        var variables = (FeelContext)FeelJson.Parse("""{"accepted": true, "amount": 1250, "customer": "Northern Pumps", "rating": 3}""");
        var environment = new FeelEnvironment(DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc);
        var begin = Stopwatch.GetTimestamp();
        var evaluations = 0L;
        while (Stopwatch.GetElapsedTime(begin) < duration)
        {
            for (var i = 0; i < Round; i++)
                foreach (var expression in expressions)
                    if (expression.Evaluate(variables, environment).Value is not FeelBoolean { Value: true })
                        throw new InvalidOperationException($"Expected '{expression.Source}' to be true, but it is not.");
            evaluations += Round * expressions.Length;
        }
        return evaluations / Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }
}
