using Xunit;

namespace AfterSales.TestSupport;

/// <summary>
/// Parts of a machine that a test needs and that a user's machine may lack: Node, Chromium, a database server.
/// Where the part is missing the test is skipped with the reason; with <c>AFTERSALES_REQUIRE_ALL=1</c> it fails,
/// so that a run that is meant to be complete cannot hide a missing part.
/// </summary>
public static class Part
{
    /// <summary>True when a missing part must fail the run.</summary>
    public static bool EverythingIsRequired => Environment.GetEnvironmentVariable("AFTERSALES_REQUIRE_ALL") == "1";

    /// <summary>Goes on when <paramref name="present"/>; otherwise skips, or fails where every part is required.</summary>
    /// <param name="reason">What is missing and how to get it, in one sentence.</param>
    public static void Require(bool present, string reason)
    {
        if (present)
            return;
        if (EverythingIsRequired)
            Assert.Fail($"This run requires every part, and one is missing: {reason}");
        Assert.Skip(reason);
    }

    /// <summary>
    /// The full path of Chromium, or null. Debian's build without a window comes first where it is installed: the same engine draws the pages, and
    /// nothing is spent on a browser's own surface, which nobody sees here.
    /// </summary>
    public static string? Browser() => Program("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome");

    /// <summary>The full path of a program on PATH, or null.</summary>
    public static string? Program(params ReadOnlySpan<string> names)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        foreach (var name in names)
            foreach (var folder in folders)
            {
                var path = Path.Combine(folder, name);
                if (File.Exists(path))
                    return path;
            }
        return null;
    }
}
