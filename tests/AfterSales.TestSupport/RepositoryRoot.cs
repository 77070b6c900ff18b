namespace AfterSales.TestSupport;

/// <summary>Where the repository's files are, found from the place the tests run at.</summary>
public static class RepositoryRoot
{
    /// <summary>The folder that holds <c>AfterSales.sln</c>.</summary>
    public static string Path { get; } = Find();

    /// <summary>A path inside the repository.</summary>
    public static string Combine(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>
    /// A folder of test data made by others: the value of an environment variable, else a folder beside the repository.
    /// Null when it is not there.
    /// </summary>
    public static string? TestData(string environmentVariable, params string[] besideRepository)
    {
        var folder = Environment.GetEnvironmentVariable(environmentVariable)
            ?? System.IO.Path.GetFullPath(System.IO.Path.Combine([Path, "..", .. besideRepository]));
        return Directory.Exists(folder) ? folder : null;
    }

    private static string Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = System.IO.Path.GetDirectoryName(folder))
            if (File.Exists(System.IO.Path.Combine(folder, "AfterSales.sln")))
                return folder;
        throw new InvalidOperationException("The tests do not run inside the repository: AfterSales.sln was not found above them.");
    }
}
