using System.Globalization;

namespace AfterSales.Benchmarks.Report;

/// <summary>
/// How long a thread was ready to run but another program had the processor, since the thread began. On a busy machine a loop that
/// synchronises often loses its place at every synchronisation; without this its rate would say more about the neighbours than
/// about the disk. Known on Linux only; elsewhere zero.
/// </summary>
internal static class CpuWait
{
    /// <summary>The engine names its writer so.</summary>
    private const string Writer = "engine writer";

    public static TimeSpan OfThisThread() => Read("/proc/thread-self/schedstat");

    public static TimeSpan OfEngineWriter() => !Directory.Exists("/proc/self/task")
        ? TimeSpan.Zero
        : Directory.EnumerateDirectories("/proc/self/task").Where(IsWriter).Select(task => Read(Path.Combine(task, "schedstat"))).FirstOrDefault();

    // The second number is nanoseconds on the run queue.
    private static TimeSpan Read(string file) => File.Exists(file)
        ? TimeSpan.FromMicroseconds(long.Parse(File.ReadAllText(file).Split(' ')[1], CultureInfo.InvariantCulture) / 1000d)
        : TimeSpan.Zero;

    private static bool IsWriter(string task)
    {
        try
        {
            return File.ReadAllText(Path.Combine(task, "comm")).TrimEnd() == Writer;
        }
        catch (IOException)
        {
            // A thread that has just ended.
            return false;
        }
    }
}
