using System.Runtime.InteropServices;
using SQLitePCL;

namespace AfterSales.Engine.Storage.Sqlite;

/// <summary>
/// Binds SQLite to the operating system's library instead of shipping one, so that its security fixes arrive with the system's.
/// <c>AFTERSALES_SQLITE_LIB</c> names another library file.
/// </summary>
internal static class SqliteLibrary
{
    // SQL of this program needs RETURNING and upsert: 3.35, of March 2021.
    private const int OldestVersion = 3_035_000;

    private static readonly Lock Gate = new();
    private static bool _bound;

    public static void Bind()
    {
        lock (Gate)
        {
            if (_bound)
                return;
            NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, (name, _, _) => name == "e_sqlite3" ? Load() : 0);
            try
            {
                raw.SetProvider(new SQLite3Provider_e_sqlite3());
            }
            catch (Exception cause) when (cause is DllNotFoundException or TypeInitializationException or EntryPointNotFoundException)
            {
                throw new EngineStartException(
                    $"The SQLite library was not found; install it ({Hint()}) or name it in the environment variable AFTERSALES_SQLITE_LIB.", cause);
            }
            if (raw.sqlite3_libversion_number() < OldestVersion)
                throw new EngineStartException($"SQLite {raw.sqlite3_libversion().utf8_to_string()} is too old: 3.35 or newer is needed.");
            raw.FreezeProvider();
            _bound = true;
        }
    }

    private static nint Load()
    {
        if (Environment.GetEnvironmentVariable("AFTERSALES_SQLITE_LIB") is { Length: > 0 } chosen)
            return NativeLibrary.Load(chosen);
        foreach (var candidate in Candidates())
            if (NativeLibrary.TryLoad(candidate, out var handle))
                return handle;
        // The default search: finds a library that a distributor put beside the program.
        return 0;
    }

    private static string[] Candidates() =>
        OperatingSystem.IsWindows() ? ["winsqlite3"]
        : OperatingSystem.IsMacOS() ? ["/usr/lib/libsqlite3.dylib", "libsqlite3.dylib"]
        : ["libsqlite3.so.0", "libsqlite3.so"];

    private static string Hint() =>
        OperatingSystem.IsWindows() ? "it is part of Windows 10 and later"
        : OperatingSystem.IsMacOS() ? "it is part of macOS"
        : "the package is called libsqlite3-0, sqlite-libs or sqlite";
}
