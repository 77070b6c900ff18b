using AfterSales.Service.Languages;

namespace AfterSales.Service.Kpis.Heat;

/// <summary>How long the steps of a workflow took in the runs that began in a period.</summary>
/// <param name="DefinitionKey">The version whose diagram is shown: the one asked for, else the latest with runs.</param>
/// <param name="Runs">How many runs are counted.</param>
/// <param name="Steps">Steps in which somebody works or something is waited for, the slowest first; others pass in a moment.</param>
public sealed record HeatMap(long DefinitionKey, int Runs, IReadOnlyList<HeatStep> Steps)
{
    /// <summary>How many shades there are besides none.</summary>
    public const int Levels = 5;
}

/// <summary>One step. All times are working time by the calendar of each case.</summary>
/// <param name="Ended">How often it was done; only these have a duration.</param>
/// <param name="Here">How often it waits at this moment.</param>
/// <param name="Median">Null when it never ended.</param>
/// <param name="Percentile90">What nine of ten did not exceed.</param>
/// <param name="UntilTaken">Of tasks for a department, the median until somebody had it; null for others.</param>
/// <param name="CustomerShare">The part of all its time in which the customer was waited for, 0 to 1.</param>
/// <param name="Level">1 to <see cref="HeatMap.Levels"/> by the median against the slowest step; 0 when it never ended.</param>
public sealed record HeatStep(
    string ElementId, LocalText Name, int Ended, int Here, TimeSpan? Median, TimeSpan? Percentile90, TimeSpan? UntilTaken, decimal CustomerShare, int Level);

/// <summary>A version of a workflow that cases ran through.</summary>
public sealed record HeatVersion(string ProcessId, int Version, long DefinitionKey, int Runs);
