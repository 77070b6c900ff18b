namespace AfterSales.Benchmarks.Report;

/// <summary>How many instances in what time, and what it cost.</summary>
/// <param name="Waited">The part of the time in which the writing thread was ready but had no processor.</param>
/// <param name="Processor">Processor time of the whole program.</param>
internal sealed record Rate(long Instances, TimeSpan Elapsed, TimeSpan Waited, TimeSpan Processor)
{
    public static readonly Rate None = new(0, default, default, default);

    public double PerSecond => Instances / Elapsed.TotalSeconds;

    /// <summary>What it would have been had the writing thread never waited for a processor.</summary>
    public double PerSecondAlone => Instances / (Elapsed - Waited).TotalSeconds;

    public double ProcessorMicroseconds => Processor.TotalMicroseconds / Instances;

    public Rate And(Rate other) => new(
        Instances + other.Instances, Elapsed + other.Elapsed, Waited + other.Waited, Processor + other.Processor);
}
