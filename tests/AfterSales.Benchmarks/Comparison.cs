using AfterSales.Benchmarks.Databases;
using AfterSales.Benchmarks.Engine;
using AfterSales.Benchmarks.Raw;
using AfterSales.Benchmarks.Report;
using AfterSales.Engine;

namespace AfterSales.Benchmarks;

/// <summary>
/// The engine and the bare loops at one concurrency, in turns: what else runs on the machine meanwhile slows all of them.
/// </summary>
/// <param name="SameWrites">A loop that writes all that the engine writes, in the same commits.</param>
/// <param name="KeptRows">A loop that writes only what remains, once, in one commit per group of instances.</param>
internal sealed record Comparison(ClosedLoopResult Engine, Rate SameWrites, Rate KeptRows)
{
    private const int Rounds = 3;
    private static readonly TimeSpan EngineTurn = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan RawTurn = TimeSpan.FromSeconds(0.8);

    public static async Task<Comparison> MeasureAsync(DatabaseKind kind, int drivers, int jobsAtOnce, WriteSequence everything, WriteSequence kept)
    {
        await using var engine = await MeasuredEngine.OpenAsync(kind, jobsAtOnce);
        using var sameWrites = await RawWriter.OpenAsync(kind, everything);
        using var keptRows = await RawWriter.OpenAsync(kind, kept);
        await engine.WarmUpAsync();
        var group = Math.Min(drivers, new EngineOptions().GroupSize);
        ClosedLoopResult? result = null;
        var (same, least) = (Rate.None, Rate.None);
        for (var round = 0; round < Rounds; round++)
        {
            same = same.And(sameWrites.Run(group, RawTurn));
            var turn = await new ClosedLoop(engine, drivers).RunAsync(EngineTurn);
            result = result?.And(turn) ?? turn;
            least = least.And(keptRows.Run(group, RawTurn));
        }
        return new Comparison(result!, same, least);
    }
}
