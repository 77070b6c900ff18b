using AfterSales.Benchmarks.Databases;
using AfterSales.Benchmarks.Engine;

namespace AfterSales.Benchmarks.Recording;

/// <summary>What the engine executes for instances that run one after the other, and the statements of one of them.</summary>
internal sealed record InstanceRecording(int Instances, IReadOnlyList<Statement> Statements, IReadOnlyList<Statement> One, long DefinitionKey)
{
    private const int Before = 20;
    private const int Counted = 200;

    public static async Task<InstanceRecording> MakeAsync()
    {
        Recorder? recorder = null;
        await using var engine = await MeasuredEngine.OpenAsync(DatabaseKind.Sqlite, store: plain => recorder = new Recorder(plain));
        for (var i = 0; i < Before; i++)
            await engine.RunOneAsync();
        recorder!.Start();
        for (var i = 0; i < Counted; i++)
            await engine.RunOneAsync();
        var all = recorder.Stop();
        recorder.Start();
        await engine.RunOneAsync();
        return new InstanceRecording(Counted, all, recorder.Stop(), engine.DefinitionKey);
    }

    public double PerInstance(Func<Statement, bool> which) => (double)Statements.Count(which) / Instances;

    public double Transactions => (double)Statements.Max(statement => statement.Transaction) / Instances;
}
