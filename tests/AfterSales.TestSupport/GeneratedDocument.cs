using Xunit;

namespace AfterSales.TestSupport;

/// <summary>
/// A document in the repository that a test writes: normally the test fails when the file says something else; with the
/// environment variable <c>AFTERSALES_WRITE_DOCS=1</c> it writes the file instead.
/// </summary>
public static class GeneratedDocument
{
    /// <param name="path">From the repository's root, for example <c>docs/lint.md</c>.</param>
    public static void ShouldSay(string path, string text)
    {
        var file = RepositoryRoot.Combine(path.Split('/'));
        var wanted = text.ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("AFTERSALES_WRITE_DOCS") == "1")
            File.WriteAllText(file, wanted);
        var found = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        if (found == wanted)
            return;
        var (old, now) = (found.Split('\n'), wanted.Split('\n'));
        var first = Enumerable.Range(0, Math.Max(old.Length, now.Length)).First(i => old.ElementAtOrDefault(i) != now.ElementAtOrDefault(i));
        Assert.Fail(
            $"{path} is not up to date from line {first + 1}: it says '{old.ElementAtOrDefault(first)}' and should say '{now.ElementAtOrDefault(first)}'. "
            + "Run the tests once with AFTERSALES_WRITE_DOCS=1 to write it.");
    }
}
