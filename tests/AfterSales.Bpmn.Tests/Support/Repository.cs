namespace AfterSales.Bpmn.Tests.Support;

/// <summary>Places outside of the test's own folder.</summary>
internal static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A folder of test data of others: named by an environment variable, else beside the repository.</summary>
    public static string Data(string variable, params string[] beside) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } path ? path : Path.Combine([Root, "..", "shared", .. beside]);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AfterSales.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? AppContext.BaseDirectory;
    }
}
