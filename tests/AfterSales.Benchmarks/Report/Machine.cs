using System.Globalization;
using System.Runtime.InteropServices;
using AfterSales.Benchmarks.Databases;
using SQLitePCL;

namespace AfterSales.Benchmarks.Report;

/// <summary>Where and how a run was made, in one sentence.</summary>
internal static class Machine
{
    public static string Describe(TimeProvider clock) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {clock.GetUtcNow():yyyy-MM-dd HH:mm} UTC; {Environment.ProcessorCount} cores ({RuntimeInformation.ProcessArchitecture}){Load()}; {RuntimeInformation.OSDescription};
        {RuntimeInformation.FrameworkDescription}, {(System.Runtime.GCSettings.IsServerGC ? "server" : "workstation")} garbage collector; SQLite {raw.sqlite3_libversion().utf8_to_string()},
        `journal_mode=WAL`, `synchronous=FULL`; {Server()}full history; temporary folder on {Disk()}.
        """);

    private static string Server() => DatabaseKind.All.Select(kind => kind.Server).OfType<string>().FirstOrDefault() is { } server
        ? PostgresDatabase.Describe(server) + "; "
        : "";

    // Other programs on the machine are the largest source of error.
    private static string Load() => File.Exists("/proc/loadavg")
        ? $", load {string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3))} at the start"
        : "";

    private static string Disk()
    {
        var drive = DriveInfo.GetDrives()
            .Where(drive => Path.GetTempPath().StartsWith(drive.Name, StringComparison.Ordinal))
            .MaxBy(drive => drive.Name.Length);
        return drive?.DriveFormat ?? "an unknown file system";
    }
}
